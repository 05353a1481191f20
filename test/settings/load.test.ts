import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');

/** The modules that loading one of ours loads, compiled as the package is. */
function loadedBy(module: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'settings-load-'));
  try {
    const tsc = spawnSync(
      process.execPath,
      [
        join(top, 'node_modules/typescript/bin/tsc'),
        '--ignoreConfig',
        '--outDir',
        folder,
        '--rootDir',
        join(top, 'lib'),
      ].concat([
        '--target',
        'es2022',
        '--module',
        'node20',
        '--types',
        'node',
        '--skipLibCheck',
        join(top, `lib/${module}.ts`),
      ]),
      { encoding: 'utf8', cwd: top },
    );
    expect(tsc.stdout).toBe('');
    const print = 'require(process.argv[1]); console.log(Object.keys(require.cache).join("\\n"))';
    const run = spawnSync(process.execPath, ['-e', print, join(folder, `${module}.js`)], { encoding: 'utf8' });
    return run.stdout
      .trim()
      .split('\n')
      .map((file) => file.slice(file.indexOf(folder) + folder.length + 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the door preview-stacks/settings loads six small files and no package', () => {
  expect(loadedBy('settings/index').sort()).toEqual([
    'errors.js',
    'settings/check/show.js',
    'settings/define-settings.js',
    'settings/index.js',
    'settings/rights/kits.js',
    'settings/rights/rights-for.js',
  ]);
});

test('checking settings loads no package', () => {
  const loaded = loadedBy('settings/check');
  expect(loaded).toContain('settings/check.js');
  expect(loaded.filter((file) => file.includes('node_modules'))).toEqual([]);
});
