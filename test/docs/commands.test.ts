import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../lib/cli/command-table';
import { renderCommands, renderSummaries } from '../../scripts/command-reference';

const page = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');

test('docs/commands.md is what the table of commands says (npx tsx scripts/build-command-reference.ts makes it)', () => {
  expect(page('docs/commands.md')).toBe(renderCommands());
});

test('the table in README.md is what the table of commands says', () => {
  const rows = page('README.md').split('| command | what it does |\n|---|---|\n')[1]?.split('\n\n')[0];
  expect(rows).toBe(renderSummaries());
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
