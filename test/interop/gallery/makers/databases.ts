import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseApp, lines } from '../app';
import type { Bench } from '../bench';
import { express, fastify, koa, nest } from './javascript';

/** The starter of a generator in another folder: again from the one that is there, or made now. */
async function copyOf(bench: Bench, starter: { folder: string; make(bench: Bench): Promise<void> }, folder: string) {
  const from = join(bench.folder, starter.folder);
  if (!bench.has(starter.folder)) await starter.make(bench);
  const left = /(?:^|\/)(?:\.git|node_modules|dist|preview-stacks\.config\.\w+|Procfile)$/;
  const to = join(bench.folder, folder);
  await cp(from, to, { recursive: true, filter: (path) => !left.test(path) });
  // npm writes a file anew and never into one: packages may be links.
  await bench.run('.', 'cp', '-al', join(from, 'node_modules'), join(to, 'node_modules'));
}

/** Puts a line into a file of a generator. Throws where the generator writes another file by now. */
function insert(bench: Bench, path: string, before: string, text: string): void {
  const there = readFileSync(join(bench.folder, path), 'utf8');
  if (!there.includes(before)) throw new Error(`${path} has no '${before}':\n${there}`);
  bench.write('.', { [path]: there.replace(before, `${text}\n${before}`) });
}

/** A router of Express with its notes. */
const expressNotes = (setup: readonly string[], list: string, add: string) =>
  lines(
    "const express = require('express');",
    ...setup,
    'const router = express.Router();',
    "router.get('/', (req, res, next) => {",
    `  ready.then(() => ${list}).then((notes) => res.json(notes)).catch(next);`,
    '});',
    "router.post('/', (req, res, next) => {",
    `  ready.then(() => ${add}).then(() => res.status(201).end()).catch(next);`,
    '});',
    'module.exports = router;',
  );

async function expressWith(bench: Bench, folder: string, packages: readonly string[], router: string): Promise<void> {
  await copyOf(bench, express, folder);
  bench.write(folder, { 'routes/notes.js': router });
  insert(bench, `${folder}/app.js`, "app.use('/users', usersRouter);", "app.use('/notes', require('./routes/notes'));");
  await bench.run(folder, 'npm', 'install', '--save-exact', ...packages);
}

/** https://node-postgres.com (2026-11). */
const nodePostgres: DatabaseApp = {
  name: 'Express, node-postgres',
  made: 'express-generator 4.16.1, pg 8.23.1',
  folder: 'exprpg',
  make: (bench) =>
    expressWith(
      bench,
      'exprpg',
      ['pg@8.23.1'],
      expressNotes(
        [
          "const { Pool } = require('pg');",
          'const pool = new Pool({ connectionString: process.env.DATABASE_URL });',
          "const ready = pool.query('CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text NOT NULL)');",
        ],
        "pool.query('SELECT text FROM notes ORDER BY id').then(({ rows }) => rows.map(({ text }) => text))",
        "pool.query('INSERT INTO notes (text) VALUES ($1)', [req.body.text])",
      ),
    ),
};

/** https://sequelize.org/docs/v6/getting-started (2026-11). */
const sequelize: DatabaseApp = {
  name: 'Express, Sequelize',
  made: 'express-generator 4.16.1, sequelize 6.37.8',
  folder: 'exprseq',
  make: (bench) =>
    expressWith(
      bench,
      'exprseq',
      ['sequelize@6.37.8', 'pg@8.23.1', 'pg-hstore@2.3.4'],
      expressNotes(
        [
          "const { DataTypes, Sequelize } = require('sequelize');",
          'const sequelize = new Sequelize(process.env.DATABASE_URL);',
          "const Note = sequelize.define('Note', { text: { type: DataTypes.STRING, allowNull: false } });",
          'const ready = sequelize.sync();',
        ],
        "Note.findAll({ order: ['id'] }).then((notes) => notes.map(({ text }) => text))",
        'Note.create({ text: req.body.text })',
      ),
    ),
};

/**
 * https://www.prisma.io/docs/orm/overview/databases/postgresql (2026-11), with the generator that writes JavaScript into a folder of the app. The
 * variable spares `prisma generate` the download of an engine that only migrations need.
 */
const prisma: DatabaseApp = {
  name: 'Express, Prisma',
  made: 'express-generator 4.16.1, @prisma/adapter-pg 7.10.0',
  folder: 'exprprisma',
  variables: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  async make(bench) {
    await expressWith(
      bench,
      'exprprisma',
      ['@prisma/client@7.10.0', '@prisma/adapter-pg@7.10.0'],
      expressNotes(
        [
          "const { PrismaPg } = require('@prisma/adapter-pg');",
          "const { PrismaClient } = require('../generated/prisma');",
          'const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL });',
          'const prisma = new PrismaClient({ adapter });',
          `const ready = prisma.$executeRaw\`CREATE TABLE IF NOT EXISTS "Note" (id serial PRIMARY KEY, text text NOT NULL)\``,
        ],
        "prisma.note.findMany({ orderBy: { id: 'asc' } }).then((notes) => notes.map(({ text }) => text))",
        'prisma.note.create({ data: { text: req.body.text } })',
      ),
    );
    await bench.run('exprprisma', 'npm', 'install', '--save-dev', '--save-exact', '--ignore-scripts', 'prisma@7.10.0');
    await bench.run('exprprisma', 'npm', 'pkg', 'set', 'scripts.build=prisma generate');
    bench.write('exprprisma', {
      '.gitignore': 'node_modules\n/generated/prisma\n.env\n',
      'prisma.config.ts': lines(
        "import { defineConfig } from 'prisma/config';",
        "export default defineConfig({ schema: 'prisma/schema.prisma', datasource: { url: process.env.DATABASE_URL ?? '' } });",
      ),
      'prisma/schema.prisma': lines(
        'generator client {',
        '  provider = "prisma-client-js"',
        '  output   = "../generated/prisma"',
        '}',
        'datasource db {',
        '  provider = "postgresql"',
        '}',
        'model Note {',
        '  id   Int    @id @default(autoincrement())',
        '  text String',
        '}',
      ),
    });
  },
};

/** https://github.com/porsager/postgres (2026-11). */
const postgresJs: DatabaseApp = {
  name: 'Fastify, postgres.js',
  made: 'fastify-cli 8.0.2, postgres 3.4.9',
  folder: 'fastisql',
  async make(bench) {
    await copyOf(bench, fastify, 'fastisql');
    bench.write('fastisql', {
      'routes/notes/index.js': lines(
        "const postgres = require('postgres');",
        'module.exports = async function (fastify) {',
        '  const sql = postgres(process.env.DATABASE_URL, { onnotice: () => {} });',
        '  await sql`CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text NOT NULL)`;',
        "  fastify.get('/', async () => (await sql`SELECT text FROM notes ORDER BY id`).map(({ text }) => text));",
        "  fastify.post('/', async (request, reply) => {",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the app's own.
        '    await sql`INSERT INTO notes ${sql({ text: request.body.text })}`;',
        '    reply.code(201);',
        '    return {};',
        '  });',
        "  fastify.addHook('onClose', () => sql.end());",
        '};',
      ),
    });
    await bench.run('fastisql', 'npm', 'install', '--save-exact', 'postgres@3.4.9');
  },
};

/** https://knexjs.org/guide (2026-11). */
const knex: DatabaseApp = {
  name: 'Koa, Knex',
  made: 'guide, koa 3.3.0, knex 3.3.0',
  folder: 'koaknex',
  async make(bench) {
    await copyOf(bench, koa, 'koaknex');
    bench.write('koaknex', {
      'app.js': lines(
        "const Koa = require('koa');",
        "const Router = require('@koa/router');",
        "const bodyParser = require('koa-bodyparser');",
        "const knex = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });",
        'const app = new Koa();',
        'const router = new Router();',
        "router.get('/', (ctx) => { ctx.body = 'Hello World'; });",
        "router.get('/notes', async (ctx) => { ctx.body = await knex('notes').orderBy('id').pluck('text'); });",
        "router.post('/notes', async (ctx) => {",
        "  await knex('notes').insert({ text: ctx.request.body.text });",
        '  ctx.status = 201;',
        '});',
        'app.use(bodyParser()).use(router.routes());',
        'async function main() {',
        "  if (!(await knex.schema.hasTable('notes'))) {",
        "    await knex.schema.createTable('notes', (table) => { table.increments('id'); table.text('text').notNullable(); });",
        '  }',
        '  app.listen(process.env.PORT || 3000);',
        '}',
        'main();',
      ),
    });
    await bench.run(
      'koaknex',
      'npm',
      'install',
      '--save-exact',
      'knex@3.3.0',
      'pg@8.23.1',
      '@koa/router@15.7.0',
      'koa-bodyparser@4.4.1',
    );
  },
};

/** https://docs.nestjs.com/techniques/database (2026-11). */
const typeorm: DatabaseApp = {
  name: 'NestJS, TypeORM',
  made: '@nestjs/cli 12.0.8, typeorm 1.1.1',
  folder: 'nestorm',
  async make(bench) {
    await copyOf(bench, nest, 'nestorm');
    bench.write('nestorm', {
      'src/note.entity.ts': lines(
        "import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';",
        '@Entity()',
        'export class Note {',
        '  @PrimaryGeneratedColumn()',
        '  id!: number;',
        "  @Column('text')",
        '  text!: string;',
        '}',
      ),
      'src/notes.controller.ts': lines(
        "import { Body, Controller, Get, Post } from '@nestjs/common';",
        "import { InjectRepository } from '@nestjs/typeorm';",
        "import { Repository } from 'typeorm';",
        "import { Note } from './note.entity.js';",
        "@Controller('notes')",
        'export class NotesController {',
        '  constructor(@InjectRepository(Note) private readonly notes: Repository<Note>) {}',
        '  @Get()',
        '  async list() {',
        "    return (await this.notes.find({ order: { id: 'ASC' } })).map(({ text }) => text);",
        '  }',
        '  @Post()',
        '  async add(@Body() body: { text: string }) {',
        '    await this.notes.save({ text: body.text });',
        '  }',
        '}',
      ),
      'src/app.module.ts': lines(
        "import { Module } from '@nestjs/common';",
        "import { TypeOrmModule } from '@nestjs/typeorm';",
        "import { AppController } from './app.controller.js';",
        "import { AppService } from './app.service.js';",
        "import { Note } from './note.entity.js';",
        "import { NotesController } from './notes.controller.js';",
        '@Module({',
        '  imports: [',
        "    TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, autoLoadEntities: true, synchronize: true }),",
        '    TypeOrmModule.forFeature([Note]),',
        '  ],',
        '  controllers: [AppController, NotesController],',
        '  providers: [AppService],',
        '})',
        'export class AppModule {}',
      ),
    });
    await bench.run(
      'nestorm',
      'npm',
      'install',
      '--save-exact',
      '@nestjs/typeorm@12.0.2',
      'typeorm@1.1.1',
      'pg@8.23.1',
    );
  },
};

export const javascriptDatabases: readonly DatabaseApp[] = [nodePostgres, postgresJs, sequelize, typeorm, knex, prisma];
