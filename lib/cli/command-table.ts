import type { Command, CommonOptions, Invocation } from './command';
import table from './command-table.json';

export interface NamedCommand extends Command {
  readonly name: string;
}

/** Every command, in the order of the help page. `npm run build:references` makes the table from commands/: reading it loads none of them. */
export const commands = table as unknown as readonly NamedCommand[];

/** Loads what a command runs. */
export function load({
  group,
  name,
}: NamedCommand): (invocation: Invocation, options: CommonOptions, words: readonly string[]) => Promise<number> {
  return require(`./commands/${group}/${name}`).run;
}
