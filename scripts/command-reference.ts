import type { Command } from '../lib/cli/command';
import { commands } from '../lib/cli/command-table';
import { programOf } from '../lib/cli/main';

/** The page docs/commands.md: every command with its options, as `--help` has them. */
export function renderCommands(): string {
  const common = commonOptions().map(({ flags, description }) => optionRow(flags, description));
  return `# Commands

\`preview-stacks <command> [options]\`. This page is made from the program's own table of commands
(\`npx tsx scripts/build-command-reference.ts\`); \`preview-stacks <command> --help\` says the same.

${table('command', [...commands].map(summaryRow))}

Exit codes: 0 done (a skip is done) · 1 failed, refused, or something left · 2 wrong use or settings, nothing was tried ·
130 interrupted. Every error: [errors.md](errors.md).

## Options of every command

${table('option', common)}

${commands.map(section).join('\n')}`;
}

/** The rows of the table in README.md. */
export function renderSummaries(): string {
  return commands.map(summaryRow).join('\n');
}

function section({ name, summary, description, options }: Command): string {
  const rows = options.map(({ flags, description: text }) => optionRow(flags, text));
  const told = description ?? `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return `## ${name}\n\n${told}\n${rows.length > 0 ? `\n${table('option', rows)}\n` : ''}`;
}

/** Those that the program adds to each command: what `list`, which has none of its own, takes. */
function commonOptions(): { readonly flags: string; readonly description: string }[] {
  const bare = commands.find(({ options }) => options.length === 0);
  const made = programOf(() => undefined).commands.find((command) => command.name() === bare?.name);
  return (made?.options ?? []).map(({ flags, description }) => ({ flags, description }));
}

function table(first: string, rows: readonly string[]): string {
  return [`| ${first} | what it does |`, '|---|---|', ...rows].join('\n');
}

function summaryRow({ name, summary }: Command): string {
  return optionRow(name, summary);
}

function optionRow(code: string, text: string): string {
  return `| \`${code}\` | ${text.replaceAll('|', '\\|')} |`;
}
