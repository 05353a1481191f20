import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../lib/doctor/checks';

const page = readFileSync(join(__dirname, '../../docs/doctor.md'), 'utf8');

test('docs/doctor.md has a row for each check, in the order in which they are shown, and for no other', () => {
  const rows = [...page.matchAll(/^\| ([^|]+) \| `([\w-]+)` \|/gm)].map(([, title, name]) => ({ name, title }));
  expect(rows).toEqual(checks.map(({ name, title }) => ({ name, title })));
});

test('the policy allows the actions that the rows name, and no other', () => {
  const policy = JSON.parse(/```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '') as {
    Statement: { Action: string | string[] }[];
  };
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  const named = rows.flatMap((row) => [...row.matchAll(/`([a-z0-9]+:[A-Z]\w+)`/g)].map(([, action]) => action));
  const allowed = policy.Statement.flatMap(({ Action }) => Action);
  expect([...allowed].sort()).toEqual([...new Set(named)].filter((action) => !action?.startsWith('sts:')).sort());
});
