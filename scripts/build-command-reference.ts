import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, dailyHead, renderCommands, renderDaily } from './command-reference';

const top = join(__dirname, '..');
writeFileSync(join(top, 'lib/cli/command-table.json'), `${JSON.stringify(commands, undefined, 2)}\n`);
writeFileSync(join(top, 'docs/commands.md'), renderCommands());

const readme = join(top, 'README.md');
const text = readFileSync(readme, 'utf8');
const from = text.indexOf(dailyHead) + dailyHead.length;
writeFileSync(readme, `${text.slice(0, from)}${renderDaily()}${text.slice(text.indexOf('\n\n', from))}`);
