/** The files of an application, by path. */
export type Tree = Readonly<Record<string, string>>;

export function packageJson(
  scripts: Readonly<Record<string, string>>,
  dependencies: readonly string[] = [],
  devDependencies: readonly string[] = [],
  more: object = {},
): string {
  const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '*']));
  const all = { dependencies: ranges(dependencies), devDependencies: ranges(devDependencies) };
  return JSON.stringify({ name: 'app', scripts, ...all, ...more });
}

/** The nextapp of create-next-app 16.4.3 (2026-11): its .gitignore names folders that its build never writes. */
const next: Tree = {
  'package.json': packageJson(
    { dev: 'next dev', build: 'next build', start: 'next start' },
    ['next', 'react'],
    ['typescript'],
  ),
  '.gitignore': '/node_modules\n/.next/\n/out/\n/build\n',
  'next.config.ts': 'const nextConfig = {};\nexport default nextConfig;\n',
  'tsconfig.json': '{ "compilerOptions": { "noEmit": true }, "include": ["**/*.ts"] }',
  'src/app/page.tsx': 'export default function Home() {}',
};

/** The starter of @nestjs/cli 12.0.8 (2026-11), and what its tsconfig.build.json was until version 11. */
const nest: Tree = {
  'package.json': packageJson(
    { build: 'nest build', start: 'nest start', 'start:dev': 'nest start --watch', 'start:prod': 'node dist/main' },
    ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express'],
    ['@nestjs/cli', 'typescript'],
  ),
  'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist", "rootDir": "." } }',
  'tsconfig.build.json':
    '{ "extends": "./tsconfig.json", "compilerOptions": { "rootDir": "./src" }, "include": ["src"] }',
  'src/main.ts': 'await app.listen(process.env.PORT ?? 3000);',
  'src/app.controller.ts': '@Controller()\nexport class AppController { @Get() getHello() {} }',
};

export const trees = {
  next,
  'next, standalone': {
    ...next,
    'next.config.mjs': '',
    'next.config.ts': "export default { output: 'standalone' };",
    'public/logo.svg': '',
    'src/app/api/health/route.ts': 'export const GET = () => new Response();',
  },
  'next, export': { ...next, 'next.config.ts': "export default { output: 'export' };" },
  nest,
  'nest 11': {
    ...nest,
    'tsconfig.build.json':
      '{ "extends": "./tsconfig.json", /* as it was */ "exclude": ["node_modules", "test", "dist", "**/*spec.ts"] }',
    'src/main.ts': "app.setGlobalPrefix('api');\nawait app.listen(process.env.PORT ?? 3000);",
    'src/health.controller.ts': "@Controller('health')\nexport class HealthController {}",
  },
  // The starter of sv 0.17.1 (2026-11), whose adapter is in vite.config.ts, after `npm i -D @sveltejs/adapter-node`.
  sveltekit: {
    'package.json': packageJson(
      { build: 'vite build', preview: 'vite preview' },
      [],
      ['@sveltejs/kit', '@sveltejs/adapter-node', 'vite'],
    ),
    '.gitignore': '.output\n/.svelte-kit\n/build\n',
    'vite.config.ts':
      "import adapter from '@sveltejs/adapter-node';\nexport default { plugins: [sveltekit({ adapter: adapter() })] };",
    'src/routes/(internal)/healthz/+server.ts': 'export const GET = () => new Response();',
  },
  'sveltekit, adapter-auto': {
    'package.json': packageJson(
      { build: 'vite build', preview: 'vite preview' },
      [],
      ['@sveltejs/kit', '@sveltejs/adapter-auto', 'vite'],
    ),
  },
  // After https://docs.astro.build/en/guides/integrations-guide/node/ (2026-11).
  astro: {
    'package.json': packageJson(
      { dev: 'astro dev', start: 'astro dev', build: 'astro build', preview: 'astro preview' },
      ['astro', '@astrojs/node'],
    ),
    'astro.config.mjs': "export default defineConfig({ adapter: node({ mode: 'standalone' }) });",
    'src/pages/api/health.ts': 'export const GET = () => new Response();',
  },
  'astro, static': {
    'package.json': packageJson({ build: 'astro build' }, ['astro', 'serve']),
    'astro.config.mjs': 'export default {};',
  },
  // After https://nuxt.com/docs/getting-started/deployment (2026-11).
  nuxt: {
    'package.json': packageJson({ build: 'nuxt build', dev: 'nuxt dev', preview: 'nuxt preview' }, ['nuxt', 'vue']),
    '.gitignore': '.output\n.nuxt\ndist\n',
    'server/api/health.get.ts': 'export default defineEventHandler(() => 1);',
  },
  // After https://reactrouter.com/start/framework/deploying (2026-11).
  'react router': {
    'package.json': packageJson(
      { build: 'react-router build', dev: 'react-router dev', start: 'react-router-serve ./build/server/index.js' },
      ['@react-router/node', '@react-router/serve', 'react-router'],
      ['@react-router/dev', 'vite'],
    ),
    'react-router.config.ts': 'export default { ssr: true };',
    'app/routes.ts': "export default [index('routes/home.tsx'), route('healthz', 'routes/healthz.tsx')];",
  },
  // The starter of create-vite 9.3.0 (2026-11).
  vite: {
    'package.json': packageJson(
      { dev: 'vite', build: 'tsc -b && vite build', preview: 'vite preview' },
      ['react'],
      ['vite', 'typescript'],
    ),
    'index.html': '<div id="root"></div>',
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
    '.gitignore': 'node_modules\ndist\ndist-ssr\n',
  },
  // What express-generator 4.16.1 makes (2026-11), with nodemon in `start`, as many have it.
  express: {
    'package.json': packageJson({ start: 'node ./bin/www' }, ['express', 'pg']),
    'bin/www': '',
    'server.js': 'app.listen(process.env.PORT || 3000)',
    'app.js': "app.use('/', indexRouter);\napp.get('/healthz', (req, res) => res.end());",
  },
  'express, nodemon': {
    'package.json': packageJson({ start: 'nodemon ./src/index.js' }, ['express'], ['nodemon']),
    'src/index.js': "app.listen(4000);\nrouter.get('/health', ok);",
  },
  'express, ts-node': {
    'package.json': packageJson(
      { start: 'node -r ts-node/register src/index.ts' },
      ['express'],
      ['ts-node', 'typescript'],
    ),
    'src/index.ts': 'app.listen(process.env.PORT);',
  },
  // What fastify-cli 8.0.2 makes (2026-11).
  fastify: {
    'package.json': packageJson({ start: 'fastify start -l info app.js' }, [
      'fastify',
      'fastify-cli',
      '@fastify/autoload',
    ]),
    'routes/health/index.js': "fastify.get('/', ok);",
  },
  koa: {
    'package.json': packageJson({ start: 'node app.js' }, ['koa', '@koa/router']),
    'app.js': 'app.listen(process.env.PORT ?? 3000);',
  },
  // What `django-admin startproject shop` makes, with the requirements of a team.
  django: {
    'manage.py': '',
    'shop/wsgi.py': 'application = get_wsgi_application()',
    'shop/urls.py': "urlpatterns = [path('admin/', admin.site.urls), path('healthz/', ok)]",
    'requirements.txt': '-r requirements/prod.txt\n',
    'requirements/prod.txt': '-r base.txt\ngunicorn\npsycopg2-binary==2.9\n',
    'requirements/base.txt': 'Django>=5\n',
  },
  flask: {
    'requirements.txt': 'Flask\ngunicorn\nFlask-Migrate\n',
    'app.py': "app = Flask(__name__)\n@app.route('/health')\ndef health(): return 'ok'",
    'migrations/env.py': '',
  },
  'flask, factory': {
    Pipfile: '[packages]\nflask = "*"\npymysql = "*"\n',
    'shop/__init__.py': 'def create_app():\n    pass\n',
  },
  fastapi: {
    'pyproject.toml': '[project]\ndependencies = ["fastapi", "uvicorn", "gunicorn", "asyncpg>=0.29"]\n',
    'uv.lock': '',
    'app/main.py': 'app = FastAPI()\n@app.get("/api/health")\ndef health(): return 1',
  },
  docker: { Dockerfile: 'FROM node:22\nEXPOSE 3000\n', 'docker-compose.yml': 'services: {}\n' },
} satisfies Readonly<Record<string, Tree>>;
