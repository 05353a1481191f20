import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings } from '../../../lib/settings/check';
import { kits } from '../../../lib/settings/rights/kits';
import * as door from '../../../lib/settings/rights/rights-for';
import { settingsFile } from '../inputs';

const page = readFileSync(join(__dirname, '../../../docs/extend.md'), 'utf8');
const [, rights = ''] = /\n## Rights\n([\s\S]*?)\n## /.exec(page) ?? [];

/** A block that is indented, as the value that its code is. */
function blockOf(key: string): unknown {
  const start = rights.indexOf(`\n    ${key}: `);
  const end = rights.indexOf('\n    },\n', start);
  expect(start).toBeGreaterThan(0);
  return Function(`return { ${rights.slice(start, end)} } }`)()[key];
}

const inBase = (written: unknown) => {
  const file = settingsFile();
  return { ...file, base: { ...file.base, rights: written } };
};

test('docs/extend.md lists all ready rights', () => {
  const [, table = ''] = /\| name \|.*\n\|---.*\n((?:\|.*\n)+)/.exec(rights) ?? [];
  const names = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(names).toEqual(Object.keys(kits));
  const written = [...rights.matchAll(/rightsFor\(([^)]*)\)/g)].map(([, args]) =>
    args?.replaceAll("'", '').split(', '),
  );
  expect(written.length).toBeGreaterThan(2);
  for (const args of written) {
    expect(() => checkSettings(inBase(door.rightsFor(...(args as door.KitName[]))))).not.toThrow();
  }
});

test('the rights written there are without fault', () => {
  expect(() => checkSettings(inBase(blockOf('rights')))).not.toThrow();
});

test('and so is what has no name of its own, by its tags', () => {
  const [one] = door.rightsFor('topic').stack;
  const statement = {
    ...one,
    actions: ['kms:ScheduleKeyDeletion'],
    resources: ['arn:{partition}:kms:{region}:{account}:key/*'],
  };
  expect(() => checkSettings(inBase({ stack: [statement] }))).toThrow();
  expect(() => checkSettings(inBase({ stack: [{ ...statement, conditions: blockOf('conditions') }] }))).not.toThrow();
});
