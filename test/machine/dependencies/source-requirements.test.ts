import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceRequirements } from '../../../lib/machine/dependencies/source-requirements';

const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-sources-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function of(...lines: readonly string[]) {
  const file = join(folder, 'requirements.txt');
  writeFileSync(file, lines.join('\n'));
  return await sourceRequirements(file);
}

test.each([
  './libs/mylib',
  '../mylib[extra]',
  '.',
  '/opt/mylib',
  'libs/mylib; python_version > "3"',
  '-e ./libs/mylib',
  '--editable=libs/mylib',
  'mylib @ file:///opt/mylib',
  'mylib[a,b] @ git+https://git.example/mylib@v1',
  'git+ssh://git@git.example/mylib.git#egg=mylib',
  'vendor/mylib-1.0.tar.gz --hash=sha256:00',
  'mylib-1.0.zip',
  'https://files.example/mylib-1.0.tgz#sha256=00',
])('pip would build %s', async (line) => {
  expect(await of('six==1.16.0', `${line} # ours`)).toEqual({ sources: [line], options: [] });
});

test.each([
  'six',
  'six==1.16.0; python_version < "3" and sys_platform == "linux"',
  'six[socks]>=1,<2',
  'vendor/common-1.0-py3-none-any.whl',
  './vendor/common-1.0-py3-none-any.whl --hash=sha256:00',
  'common @ https://files.example/common-1.0-py3-none-any.whl#sha256=00',
  'six==1.16.0 \\\n  --hash=sha256:0/0',
  '# ./libs/mylib',
  '-c ./constraints.txt',
])('pip takes a wheel of %s', async (line) => {
  expect(await of(line)).toEqual({ sources: [], options: [] });
});

test('other files that it names are read from where they lie, once in a circle, and options of an index are kept', async () => {
  mkdirSync(join(folder, 'more'), { recursive: true });
  writeFileSync(
    join(folder, 'more/own.txt'),
    '-r own.txt\n./libs/mylib\n--extra-index-url https://index.example/simple\n',
  );
  expect(
    await of('-r more/own.txt', './libs/mylib', '-r missing.txt', '--requirement=https://index.example/r.txt'),
  ).toEqual({
    sources: ['./libs/mylib'],
    options: ['--extra-index-url https://index.example/simple'],
  });
});
