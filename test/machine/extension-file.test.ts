import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ExtensionFile } from '../../lib/machine/settings/extension-file';
import { extensionName } from '../../lib/naming/extension-name';
import { write } from './git/git-fixture';
import { tempFolders } from './temp-folder';

const newFolder = tempFolders();
const packageRoot = resolve(__dirname, '../..');

function loaded(root: string, path: string) {
  return new ExtensionFile({ root, environment: { XDG_CACHE_HOME: join(root, '.cache') } }).load(path);
}

test('a module that stands where neither we nor the CDK are installed takes our copy of the CDK', async () => {
  const root = newFolder();
  write(root, {
    'infra/preview.ts': `import { CfnOutput, type Stack } from 'aws-cdk-lib';
export default ({ stack }: { readonly stack: Stack }): void => {
  new CfnOutput(stack, 'Jobs', { value: stack.stackName });
};
`,
  });
  const stack = new Stack();
  (await loaded(root, './infra/preview.ts'))({ stack });
  expect(stack.node.findChild('Jobs')).toBeInstanceOf(CfnOutput);
});

test('CommonJS and modules of ECMAScript are run, and take our copy of the CDK, too', () => {
  const root = newFolder();
  write(root, {
    'a.js': 'module.exports = ({ seen }) => seen.push("a");',
    'b.mjs': "import { Construct } from 'constructs';\nexport default ({ seen }) => seen.push(typeof Construct);\n",
  });
  expect(runInNode(root, ['a.js', 'b.mjs'])).toEqual(['a', 'function']);
});

test('a file that is not there is the fault of the user', async () => {
  const root = newFolder();
  await expect(loaded(root, './infra/preview.ts')).rejects.toMatchObject({
    code: 'extension-missing',
    fault: 'user',
    message: `there is no ${join(root, 'infra/preview.ts')}`,
  });
});

test.each([
  ['does not parse', 'export default () => {\n  const a = ;\n};\n', 'x.ts:2'],
  ['throws', '\nthrow new Error("no such luck");\nexport default () => undefined;\n', 'x.ts:2'],
])('a module that %s is reported with file and line', async (_, contents, place) => {
  const root = newFolder();
  write(root, { 'x.ts': contents });
  await expect(loaded(root, 'x.ts')).rejects.toMatchObject({
    code: 'extension-unreadable',
    fault: 'user',
    message: expect.stringContaining(join(root, place)),
  });
});

test('an import that leads nowhere is named', async () => {
  const root = newFolder();
  write(root, { 'x.ts': "import { a } from 'no-such-package';\nexport default () => a;\n" });
  await expect(loaded(root, 'x.ts')).rejects.toMatchObject({
    code: 'extension-unreadable',
    message: expect.stringContaining('no-such-package'),
  });
});

test.each(['export const extend = () => undefined;\n', 'export default { stack: 1 };\n'])(
  'a module without a function as default is refused: %j',
  async (contents) => {
    const root = newFolder();
    write(root, { 'x.ts': contents });
    await expect(loaded(root, 'x.ts')).rejects.toMatchObject({
      code: 'extension-unreadable',
      fault: 'user',
      message: `${join(root, 'x.ts')} exports no function as default`,
    });
  },
);

test('what the function throws names the line of the file', async () => {
  const root = newFolder();
  write(root, {
    'x.ts': 'type Given = { a?: { b: string } };\nexport default (given: Given) => {\n  given.a!.b;\n};\n',
  });
  const run = await loaded(root, 'x.ts');
  expect(() => run({})).toThrow(
    expect.objectContaining({
      code: 'extension-failed',
      fault: 'user',
      message: expect.stringContaining(`${join(root, 'x.ts')}:3:11: Cannot read`),
    }),
  );
});

test('an error of ours in it keeps its code and hint, and gets the line', async () => {
  const root = newFolder();
  write(root, { 'x.ts': 'export default ({ name }: { name(label: string): string }) => {\n\n  name("Cache");\n};\n' });
  const run = await loaded(root, 'x.ts');
  const scope = { name: (label: string) => extensionName('shop', { kind: 'staging' }, label) };
  expect(() => run(scope)).toThrow(
    expect.objectContaining({
      code: 'extension-name-invalid',
      message: `${join(root, 'x.ts')}:3:3: "Cache" cannot be a part of a name`,
      hint: expect.stringContaining("name('cache')"),
    }),
  );
});

test('a function that returns a promise is refused, also one that fails later', async () => {
  const root = newFolder();
  write(root, { 'x.ts': 'export default async () => { throw new Error("later"); };\n' });
  const run = await loaded(root, 'x.ts');
  expect(() => run({})).toThrow(
    expect.objectContaining({ code: 'extension-failed', message: expect.stringContaining('returns a promise') }),
  );
});

test('the same copy of the CDK beside the file is taken', async () => {
  const root = newFolder();
  write(root, { 'x.ts': 'export default () => undefined;\n', 'node_modules/.keep': '' });
  symlinkSync(join(packageRoot, 'node_modules/aws-cdk-lib'), join(root, 'node_modules/aws-cdk-lib'));
  await expect(loaded(root, 'x.ts')).resolves.toBeInstanceOf(Function);
});

test('another copy of the CDK beside the file is refused', async () => {
  const root = newFolder();
  write(root, {
    'x.ts': 'export default () => undefined;\n',
    'node_modules/constructs/package.json': '{"name":"constructs","version":"10.0.0"}',
  });
  await expect(loaded(root, 'x.ts')).rejects.toMatchObject({
    code: 'cdk-twice',
    fault: 'user',
    message: expect.stringContaining(`takes 10.0.0 of ${join(root, 'node_modules/constructs')}`),
    hint: expect.stringContaining('npm ls constructs'),
  });
});

/** In a process of its own: jest has a module loader that is not Node's. What the functions have seen. */
function runInNode(root: string, paths: readonly string[]): unknown {
  const source = JSON.stringify(join(packageRoot, 'lib/machine/settings/extension-file.ts'));
  const script = `const { ExtensionFile } = require('jiti').createJiti(process.cwd() + '/', { fsCache: false })(${source})
    const files = new ExtensionFile({ root: ${JSON.stringify(root)}, environment: { XDG_CACHE_HOME: ${JSON.stringify(root)} } })
    const seen = []
    Promise.all(${JSON.stringify(paths)}.map(async (path) => (await files.load(path))({ seen })))
      .then(() => process.stdout.write(JSON.stringify(seen)))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: packageRoot, encoding: 'utf8' }));
}
