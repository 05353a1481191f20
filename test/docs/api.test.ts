import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiReference } from '../../scripts/api-reference';

const top = join(__dirname, '../..');
const folder = join(top, 'docs/api');

// In a process of its own: TypeScript's interface is of ES modules, which Jest does not load.
const printed = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-api-reference.ts', '--print'], {
  cwd: top,
  encoding: 'utf8',
});
const { pages, undescribed } = JSON.parse(printed) as ApiReference;

test('every public name of every door has a description', () => {
  expect(undescribed).toEqual([]);
});

test('docs/api is what `npm run build:references` writes', () => {
  expect(
    Object.fromEntries(readdirSync(folder).map((page) => [page, readFileSync(join(folder, page), 'utf8')])),
  ).toEqual(pages);
});

test('the pages have names of every kind, types, defaults, and what is thrown', () => {
  const { 'constructs.md': constructs = '', 'settings.md': settings = '', 'local.md': local = '' } = pages;
  expect(constructs).toContain(
    'new Database(scope: Construct, id: string, props: DatabaseProps)\n```\n\nThrows PreviewError',
  );
  expect(constructs).toMatch(/\| `addProperties\(properties: .*\): void` \| .* \| PreviewError `property-taken`/);
  expect(constructs).toContain('[`TargetSettings`](settings.md#targetsettings)');
  expect(constructs).not.toContain('### TargetSettings');
  expect(settings).toContain("| `engine` | `'postgres' \\| 'mysql' \\| 'mariadb'` | 'postgres' | Kind of database. |");
  expect(local).toContain('startLocal(options: LocalOptions = {}): Promise<LocalEndpoint>');
});
