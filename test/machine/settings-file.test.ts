import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsFileSource } from '../../lib/machine/settings/settings-file';
import { write } from './git/git-fixture';
import { tempFolders } from './temp-folder';

const newFolder = tempFolders();

function load(from: string, file?: string) {
  const environment = { XDG_CACHE_HOME: join(from, '.cache') };
  return new SettingsFileSource({ from, environment, ...(file !== undefined && { file }) }).load();
}

const typescript = `import { defineSettings } from 'preview-stacks/settings';
const project: string = 'shop';
export default defineSettings({ project, base: { region: 'eu-central-1' } });
`;

test('a TypeScript file that stands where our package is not installed finds our settings door', async () => {
  const folder = newFolder();
  write(folder, { 'preview-stacks.config.ts': typescript });
  expect(await load(folder)).toEqual({
    value: { project: 'shop', base: { region: 'eu-central-1' } },
    name: join(folder, 'preview-stacks.config.ts'),
    root: folder,
  });
});

test('the nearest file upwards is taken', async () => {
  const folder = newFolder();
  write(folder, {
    'preview-stacks.config.json': '{"project":"outer"}',
    'app/preview-stacks.config.json': '{"project":"inner"}',
  });
  mkdirSync(join(folder, 'app/src/pages'), { recursive: true });
  const found = await load(join(folder, 'app/src/pages'));
  expect(found).toMatchObject({ value: { project: 'inner' }, root: join(folder, 'app') });
});

test('a changed file is read anew, however often it was compiled before', async () => {
  const folder = newFolder();
  const source = (project: string) => `export default { project: '${project}' as string };`;
  write(folder, { 'one.ts': source('one'), 'two.ts': source('two') });
  expect((await load(folder, 'one.ts')).value).toEqual({ project: 'one' });
  expect((await load(folder, 'two.ts')).value).toEqual({ project: 'two' });
});

test('a JavaScript file is taken as it is, also one that imports our settings door', async () => {
  const folder = newFolder();
  write(folder, {
    'plain.js': 'module.exports = { project: "shop" };',
    'door.js':
      'const { defineSettings } = require("preview-stacks/settings"); module.exports = defineSettings({ project: "shop" });',
  });
  expect((await load(folder, 'plain.js')).value).toEqual({ project: 'shop' });
  expect((await load(folder, 'door.js')).value).toEqual({ project: 'shop' });
});

/** In a process of its own: jest has a module loader that is not Node's. Gives what was loaded or the message of the error. */
function loadInNode(folder: string, file: string): string {
  const script = `const { SettingsFileSource } = require('jiti').createJiti(process.cwd() + '/', { fsCache: false })(${JSON.stringify(join(__dirname, '../../lib/machine/settings/settings-file.ts'))})
    new SettingsFileSource({ from: ${JSON.stringify(folder)}, file: '${file}', environment: { XDG_CACHE_HOME: ${JSON.stringify(folder)} } })
    .load().then(({ value }) => process.stdout.write(JSON.stringify(value)), (error) => process.stdout.write(error.message))`;
  return execFileSync(process.execPath, ['-e', script], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
}

test('an .mjs file is taken as Node takes it', () => {
  const folder = newFolder();
  write(folder, { 'x.mjs': 'export default { project: "shop" };' });
  expect(loadInNode(folder, 'x.mjs')).toBe('{"project":"shop"}');
});

test.each([
  ['JavaScript that throws', 'x.js', '\n\nthrow new Error("no such luck");\n', 'x.js:3'],
  ['a module that does not parse', 'x.mjs', '\nexport default {{\n', 'x.mjs:2'],
])('%s is reported with file and line', (_, name, contents, place) => {
  const folder = newFolder();
  write(folder, { [name]: contents });
  expect(loadInNode(folder, name)).toContain(join(folder, place));
});

test.each([
  ['TypeScript that does not parse', 'x.ts', 'export default {\n  project: "shop",\n  base: {{\n};\n', 'x.ts:3'],
  [
    'TypeScript that throws',
    'x.ts',
    '\nconst settings = (undefined as never as { a: { b: string } }).a.b;\nexport default settings;\n',
    'x.ts:2',
  ],
  ['JSON with a comma too many', 'x.json', '{\n  "project": "shop",\n}\n', 'x.json:3'],
])('%s is an error of the user that names file and line', async (_, name, contents, place) => {
  const folder = newFolder();
  write(folder, { [name]: contents });
  await expect(load(folder, name)).rejects.toMatchObject({
    code: 'settings-unreadable',
    fault: 'user',
    message: expect.stringContaining(join(folder, place)),
  });
});

test('an import that leads nowhere is named', async () => {
  const folder = newFolder();
  write(folder, { 'x.ts': "import { a } from './missing';\nexport default { a };\n" });
  await expect(load(folder, 'x.ts')).rejects.toMatchObject({
    code: 'settings-unreadable',
    message: expect.stringContaining('./missing'),
  });
});

test.each([
  ['searched for', undefined],
  ['named', 'other.ts'],
])('a file that is not there, %s, is the fault of the user', async (_, file) => {
  await expect(load(newFolder(), file)).rejects.toMatchObject({
    code: 'settings-missing',
    fault: 'user',
    hint: 'Run `preview-stacks init`, which writes it, or name a file with --config.',
  });
});
