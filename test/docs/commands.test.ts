import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../lib/cli/command-table';
import { dailyHead, renderCommands, renderDaily } from '../../scripts/command-reference';

const page = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');

test('docs/commands.md is what the table of commands says (npx tsx scripts/build-command-reference.ts makes it)', () => {
  expect(page('docs/commands.md')).toBe(renderCommands());
});

test('README.md shows six commands, as the table of commands says them, and links the page with the others', () => {
  const [, from = ''] = page('README.md').split(dailyHead);
  const [rows = '', rest = ''] = from.split(/\n\n(.*)/s);
  expect(rows).toBe(renderDaily());
  expect(rows.split('\n')).toHaveLength(6);
  expect(rest).toContain('](docs/commands.md)');
});

test('every command and each of its options stands in docs/commands.md', () => {
  for (const { name, flags, example } of commands) {
    const section = page('docs/commands.md').split(`\n### ${name}\n`)[1]?.split(/\n##/)[0] ?? '';
    for (const flag of Object.keys(flags)) expect(section).toContain(`| \`${flag}\` |`);
    expect(section).toContain(`\npreview-stacks ${example}\n`);
  }
});

test('no page has a place left to fill', () => {
  for (const name of ['README.md', 'docs/commands.md']) expect(page(name)).not.toMatch(/@[A-Z]+@/);
});
