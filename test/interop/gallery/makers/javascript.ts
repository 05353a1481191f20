import { type GalleryApp, lines } from '../app';

/** https://expressjs.com/en/starter/generator.html (2026-11). */
export const express: GalleryApp = {
  name: 'Express',
  made: 'express-generator 4.16.1',
  folder: 'exprstart',
  async make(bench) {
    await bench.generate('express-generator@4.16.1', '--view=pug', 'exprstart');
    await bench.run('exprstart', 'npm', 'install');
  },
  pages: { '/': /Welcome to Express/, '/users': /respond with a resource/ },
};

/** https://docs.nestjs.com/first-steps (2026-11). */
export const nest: GalleryApp = {
  name: 'NestJS',
  made: '@nestjs/cli 12.0.8',
  folder: 'neststart',
  async make(bench) {
    await bench.generate('@nestjs/cli@12.0.8', 'new', 'neststart', '--package-manager', 'npm', '--strict');
  },
  pages: { '/': /^Hello World!$/ },
};

/** https://github.com/fastify/fastify-cli (2026-11). */
export const fastify: GalleryApp = {
  name: 'Fastify',
  made: 'fastify-cli 8.0.2',
  folder: 'fastistart',
  async make(bench) {
    await bench.generate('fastify-cli@8.0.2', 'generate', 'fastistart', '--lang=js');
    await bench.run('fastistart', 'npm', 'install');
  },
  pages: { '/': /"root":true/, '/example': /this is an example/ },
};

/** https://koajs.com (2026-11). */
export const koa: GalleryApp = {
  name: 'Koa',
  made: 'guide, koa 3.3.0',
  folder: 'koastart',
  async make(bench) {
    bench.write('koastart', {
      'package.json': JSON.stringify({ name: 'koastart', private: true, scripts: { start: 'node app.js' } }),
      'app.js': lines(
        "const Koa = require('koa');",
        'const app = new Koa();',
        'app.use(async (ctx) => {',
        "  ctx.body = 'Hello World';",
        '});',
        'app.listen(process.env.PORT || 3000);',
      ),
    });
    await bench.run('koastart', 'npm', 'install', '--save-exact', 'koa@3.3.0');
  },
  pages: { '/': /^Hello World$/ },
};
