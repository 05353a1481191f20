import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Group } from '../lib/cli/command';
import type { NamedCommand } from '../lib/cli/command-table';
import { common } from '../lib/cli/flags';

const groups: readonly Group[] = ['begin', 'every-day', 'look', 'team', 'set-up'];
/** Stand before the others of their group, which follow by their names. */
const first = ['init', 'deploy'];
/** What a team needs every day, of any group: README.md shows these and links the page for the others. */
const daily = ['doctor', 'deploy', 'destroy', 'list', 'logs', 'cleanup'];
/** How the table of README.md begins. */
export const dailyHead = '| group | command | what it does |\n|---|---|---|\n';

/** What the files in lib/cli/commands say, in the order of the help page: lib/cli/command-table.json. */
export const commands: readonly NamedCommand[] = groups.flatMap((group) => {
  const folder = join(__dirname, '../lib/cli/commands', group);
  const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  const sorted = [
    ...first.filter((name) => names.includes(name)),
    ...names.filter((name) => !first.includes(name)).sort(),
  ];
  return sorted.map((name) => ({ name, ...(require(join(folder, name)) as { command: Command }).command }));
});

/** The page docs/commands.md: every command with its options, in the groups of `--help`. */
export function renderCommands(): string {
  return `# Commands

\`preview-stacks <command> [options]\`. This page is made from the commands themselves
(\`npx tsx scripts/build-command-reference.ts\`); \`preview-stacks <command> --help\` says the same.

${groups.map((group) => `${titleOf(group.replaceAll('-', ' '))}:\n\n${table('command', of(group).map(summaryRow))}\n`).join('\n')}
Exit codes: 0 done (a skip is done) · 1 failed, refused, or something left · 2 wrong use or settings, nothing was tried ·
130 interrupted. Every error: [errors.md](errors.md). What \`--json\` prints while a command works: [events.md](events.md).

## Options of every command

${optionTable(common)}

${groups.map((group) => `## ${titleOf(group.replaceAll('-', ' '))}\n\n${of(group).map(section).join('\n')}`).join('\n')}`;
}

/** The rows of the table in README.md, in the groups of `--help`. */
export function renderDaily(): string {
  const rows = groups.flatMap((group) =>
    of(group)
      .filter(({ name }) => daily.includes(name))
      .map((command, index) => `| ${index === 0 ? titleOf(group.replaceAll('-', ' ')) : ''} ${summaryRow(command)}`),
  );
  return rows.join('\n');
}

function of(group: Group): readonly NamedCommand[] {
  return commands.filter((command) => command.group === group);
}

function section({ name, summary, description, example, flags }: NamedCommand): string {
  const options = Object.keys(flags).length > 0 ? `\n${optionTable(flags)}\n` : '';
  return `### ${name}\n\n${description ?? `${titleOf(summary)}.`}\n\n\`\`\`sh\npreview-stacks ${example}\n\`\`\`\n${options}`;
}

function titleOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function optionTable(flags: NamedCommand['flags']): string {
  return table(
    'option',
    Object.entries(flags).map(([flag, text]) => row(flag, text)),
  );
}

function table(first: string, rows: readonly string[]): string {
  return [`| ${first} | what it does |`, '|---|---|', ...rows].join('\n');
}

function summaryRow({ name, summary }: NamedCommand): string {
  return row(name, summary);
}

function row(code: string, text: string): string {
  return `| \`${code}\` | ${text.replaceAll('|', '\\|')} |`;
}
