import { readFileSync } from 'node:fs';
import { firstFiles } from '../../../lib/init/first-files';
import { firstSettings } from '../../../lib/init/first-settings';
import { notesOn } from '../../../lib/init/notes-on';
import { sample } from '../samples';
import { packageJson, type Tree, trees } from './app-trees';

const versions = { program: '1.2.3', peers: {} };

/** What init proposes for these files. */
async function proposed(tree: Tree) {
  const { facts, choices } = await sample('nothing', { ci: 'none' }, (folder) => {
    for (const [path, text] of Object.entries(tree)) folder.files.set(path, text);
  });
  const files = firstFiles(choices, facts, versions);
  const settings = firstSettings(choices, facts);
  return {
    web: settings.base.services?.web,
    database: settings.base.database,
    notes: notesOn(choices, facts).join('\n'),
    start: files.find(({ path }) => path === 'Procfile')?.text,
    names: files.map(({ path }) => path),
    text: files[0]?.text ?? '',
  };
}

const build = ['npm', 'run', 'build'];

describe('what init proposes for an application of', () => {
  const table: readonly (readonly [keyof typeof trees, object, string | undefined, string])[] = [
    ['next', { build, buildOutput: ['.next'], healthPath: '/' }, undefined, 'mjs'],
    [
      'next, standalone',
      {
        build: [
          'sh',
          '-c',
          'npm run build && cp -r public .next/standalone/ && cp -r .next/static .next/standalone/.next/',
        ],
        buildOutput: ['.next'],
        environment: { HOSTNAME: '0.0.0.0' },
        healthPath: '/api/health',
      },
      'node .next/standalone/server.js',
      'mjs',
    ],
    ['next, export', { buildOutput: ['out'] }, 'npx serve out', 'mjs'],
    ['nest', { build, buildOutput: ['dist'], healthPath: '/' }, 'npm run start:prod', 'ts'],
    ['nest 11', { build, buildOutput: ['dist'], healthPath: '/api/health' }, 'npm run start:prod', 'mjs'],
    [
      'sveltekit',
      { build, buildOutput: ['build'], environment: { PROTOCOL_HEADER: 'x-forwarded-proto' }, healthPath: '/healthz' },
      'node build',
      'ts',
    ],
    [
      'astro',
      { build, buildOutput: ['dist'], environment: { HOST: '0.0.0.0' }, healthPath: '/api/health' },
      'node ./dist/server/entry.mjs',
      'ts',
    ],
    ['astro, static', { buildOutput: ['dist'], healthPath: '/' }, 'npx serve dist', 'ts'],
    ['nuxt', { build, buildOutput: ['.output'], healthPath: '/api/health' }, 'node .output/server/index.mjs', 'ts'],
    ['react router', { build, buildOutput: ['build'], healthPath: '/healthz' }, undefined, 'ts'],
    ['vite', { build, buildOutput: ['dist'], healthPath: '/' }, 'npx serve --single dist', 'ts'],
    ['express', { platform: 'nodejs-22', healthPath: '/healthz' }, undefined, 'ts'],
    ['express, nodemon', { healthPath: '/health' }, 'node ./src/index.js', 'ts'],
    ['express, ts-node', { healthPath: '/' }, undefined, 'ts'],
    ['fastify', { healthPath: '/health' }, undefined, 'ts'],
    ['koa', { healthPath: '/' }, undefined, 'ts'],
    [
      'django',
      { platform: 'python-3.13', healthPath: '/healthz/' },
      "sh -c 'python3 manage.py migrate --noinput && exec gunicorn shop.wsgi'",
      'mjs',
    ],
    [
      'flask',
      { platform: 'python-3.13', healthPath: '/health' },
      "sh -c 'python3 -m flask --app app db upgrade && exec gunicorn app:app'",
      'mjs',
    ],
    ['flask, factory', { platform: 'python-3.13' }, "gunicorn 'shop:create_app()'", 'mjs'],
    ['fastapi', { healthPath: '/api/health' }, 'gunicorn -k uvicorn.workers.UvicornWorker app.main:app', 'mjs'],
    ['docker', { platform: 'docker', healthPath: '/' }, undefined, 'mjs'],
  ];

  test.each(table)('%s: %j, started by %s, in a settings file .%s', async (name, service, start, extension) => {
    const plan = await proposed(trees[name]);
    expect(plan.web).toMatchObject(service);
    expect(plan.start).toBe(start === undefined ? undefined : `web: ${start}\n`);
    expect(plan.names).toContain(`preview-stacks.config.${extension}`);
  });

  test.each([
    ['next', 'none', ['healthPath', 'no route for health']],
    ['nest', 'none', ['"nest start" is for development', '`npm run start:prod`']],
    ['sveltekit, adapter-auto', 'none', ['npm install --save-dev @sveltejs/adapter-node']],
    ['astro, static', 'none', []],
    ['vite', 'none', ['no server', 'npm install serve']],
    ['express, nodemon', 'none', ['"nodemon" is for development', 'no source reads PORT', 'a route of a router']],
    ['express, ts-node', 'none', ['development dependency ts-node', 'in a Procfile']],
    ['django', 'postgres', ['ALLOWED_HOSTS']],
    ['flask, factory', 'mysql', ['add it to requirements.txt']],
    ['fastapi', 'postgres', ['uv export']],
    ['docker', 'none', ['docker-compose.yml in place of the Dockerfile']],
  ] as const)('%s: the database %s, and notes that hold %j', async (name, database, said) => {
    const plan = await proposed(trees[name]);
    expect(plan.database).toEqual(database === 'none' ? 'none' : { engine: database });
    for (const words of said) expect(plan.notes).toContain(words);
    if (said.length === 0) expect(plan.notes).toBe('');
  });

  test.each([
    ['^2.63.0', '@sveltejs/adapter-node@5`'],
    ['^3.2.0', '@sveltejs/adapter-node`'],
    ['latest', '@sveltejs/adapter-node`'],
  ])('SvelteKit %s: the note names an adapter that npm installs beside it, %s', async (kit, adapter) => {
    const manifest = { scripts: { build: 'vite build' }, devDependencies: { '@sveltejs/kit': kit, vite: '8' } };
    expect((await proposed({ 'package.json': JSON.stringify(manifest) })).notes).toContain(`--save-dev ${adapter}`);
  });

  describe('Django with settings in several files', () => {
    const says = (module: string) => `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", ${module})\n`;
    const start = async (managed: string, served: string) => {
      const plan = await proposed({ ...trees.django, 'manage.py': managed, 'shop/wsgi.py': served });
      return { start: plan.start, notes: plan.notes };
    };
    const command = 'python3 manage.py migrate --noinput && exec gunicorn shop.wsgi';

    test.each([
      [says('"config.settings.local"'), says('"config.settings.production"')],
      [says("'local'"), "os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings.production'"],
      [says("'local'"), `# ${says("'old'").split('\n')[1]}\n${says("'config.settings.production'")}`],
    ])('migrates with the settings that are served: %j, %j', async (managed, served) => {
      const said = await start(managed, served);
      expect(said.start).toBe(`web: sh -c 'export DJANGO_SETTINGS_MODULE=config.settings.production; ${command}'\n`);
      expect(said.notes).toContain('must set DJANGO_SETTINGS_MODULE=config.settings.production');
    });

    test.each([
      ['the same module', says("'shop.settings'"), says("'shop.settings'")],
      ['no module in manage.py', '', says("'shop.settings'")],
      ['a module that is computed', says("'local'"), says("f'shop.{stage}'")],
      ['a command in place of a module', says("'local'"), says('"x; curl evil.example"')],
      ['a quote in place of a module', says("'local'"), says(`"x'"`)],
      ['a line break in a module', says("'local'"), says("'x\ny'")],
    ])('is started as ever with %s', async (_, managed, served) => {
      const said = await start(managed, served);
      expect(said.start).toBe(`web: sh -c '${command}'\n`);
      expect(said.notes).not.toContain('DJANGO_SETTINGS_MODULE');
    });
  });

  test('the note on ALLOWED_HOSTS says what the recipe of the README says', async () => {
    const recipe = /^ALLOWED_HOSTS = .*$/m.exec(readFileSync('README.md', 'utf8'))?.[0] ?? '';
    const { notes } = await proposed(trees.django);
    for (const said of [
      "ALLOWED_HOSTS = ['*']",
      "the load balancer passes on a preview's own host alone, and asks for the health",
    ]) {
      expect(recipe).toContain(said);
      expect(notes).toContain(said);
    }
  });

  test('a framework whose port is known: the settings say where it listens', async () => {
    expect((await proposed(trees.astro)).text).toContain('// Astro: listens on PORT, on 8080 without it.');
  });

  test('anything with a Procfile: it stays as it is', async () => {
    const plan = await proposed({ ...trees.nuxt, Procfile: 'web: node mine.js\n' });
    expect(plan.start).toBeUndefined();
    expect(plan.notes).not.toContain('Procfile');
  });

  test('anything with a settings file of another kind: there is never a second one', async () => {
    const plan = await proposed({ ...trees.express, 'preview-stacks.config.mjs': 'theirs' });
    expect(plan.names).toEqual(['preview-stacks.config.mjs']);
  });
});

describe('what the build of another application writes', () => {
  test.each([
    ['tsc', { 'tsconfig.json': '{\n  "outDir": "./lib"\n}' }, ['lib']],
    ['esbuild src/server.ts --bundle --outfile=web/dist/server.js', {}, ['web']],
    ['npm run compile', { '.gitignore': 'dist\nbuild\nout\n' }, ['dist']],
    ['react-scripts build', { '.gitignore': 'dist\nbuild\n' }, ['build']],
    ['make', { '.gitignore': 'node_modules\n' }, []],
  ])('by %s with %j is %j', async (command, files, output) => {
    const plan = await proposed({ 'package.json': packageJson({ build: command, start: 'node .' }), ...files });
    expect(plan.web).toMatchObject({ buildOutput: output });
  });

  test('among several that git ignores is the one that `start` names', async () => {
    const plan = await proposed({
      'package.json': packageJson({ build: 'make', start: 'node out/server.js' }),
      '.gitignore': 'dist\nout\n',
    });
    expect(plan.web).toMatchObject({ buildOutput: ['out'] });
    expect(plan.text).not.toContain('A guess');
  });

  test.each([
    ['is named where git ignores it', '/generated/prisma\n', '../generated/prisma', ['generated/prisma']],
    ['is not named where git tracks it', 'node_modules\n', '../generated/prisma', []],
    ['is not named among the packages, nor outside', 'node_modules\n', '../node_modules/.prisma/client', []],
    ['is not named outside of the app', '*\n', '../../client', []],
  ])('as the client of Prisma %s', async (_, ignores, output, named) => {
    const schema = `generator client {\n  provider = "prisma-client"\n  output = "${output}"\n}\n`;
    const plan = await proposed({
      'package.json': packageJson({ build: 'prisma generate', start: 'node .' }, ['@prisma/client'], ['prisma']),
      'prisma/schema.prisma': schema,
      '.gitignore': ignores,
    });
    expect(plan.web).toMatchObject({ buildOutput: named });
  });
});
