import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, renderCommands, renderSummaries } from './command-reference';

const top = join(__dirname, '..');
writeFileSync(join(top, 'lib/cli/command-table.json'), `${JSON.stringify(commands, undefined, 2)}\n`);
writeFileSync(join(top, 'docs/commands.md'), renderCommands());

const readme = join(top, 'README.md');
const rows = /(\| command \| what it does \|\n\|---\|---\|\n)(?:(?:\|.*|@COMMANDS@)\n)+/;
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(rows, (_, head: string) => `${head}${renderSummaries()}\n`),
);
