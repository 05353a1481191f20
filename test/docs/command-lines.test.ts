import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../lib/cli/command-table';

const top = join(__dirname, '../..');
const pages = [
  'README.md',
  ...readdirSync(join(top, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const everywhere = ['--config', '--json', '--verbose', '--help', '--version'];

/** What readers copy: `preview-stacks <command> …` up to the end of the code, of the line, or of a comment behind it. */
const lines = pages.flatMap((page) =>
  [...readFileSync(join(top, page), 'utf8').matchAll(/preview-stacks ([a-z][a-z-]*)((?: [^\s`#|]+)*)/g)].flatMap(
    ([line, command = '', rest = '']) =>
      rest.includes(' --') || commands.some(({ name }) => name === command) ? [{ page, line, command, rest }] : [],
  ),
);

test('there are command lines to read', () => {
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.map(({ line }) => line)).toContain('preview-stacks deploy --promote');
});

test.each(lines.map(({ page, line, ...parts }) => [page, line, parts] as const))(
  '%s: %s',
  (_, __, { command, rest }) => {
    const known = commands.find(({ name }) => name === command);
    expect(known?.name).toBe(command);
    const flags = Object.keys(known?.flags ?? {}).map((flag) => flag.split(' ')[0]);
    // What is behind `--` is another program's.
    const [own = ''] = rest.split(' -- ');
    const used = own.split(' ').filter((word) => word.startsWith('--'));
    expect(used.filter((flag) => !flags.includes(flag) && !everywhere.includes(flag))).toEqual([]);
  },
);
