import { CommanderError, Command as Program } from 'commander';
import { PreviewError } from '../errors';
import type { Command, CommonOptions, Invocation } from './command';
import { commands } from './command-table';
import { errorDocument, renderError } from './render/error';
import { processTerminal } from './render/terminal';

const INTERRUPTED = 130;

/** The command line: parses, runs one command, returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  const interrupt = new AbortController();
  const stop = () => {
    // A second Ctrl-C means now.
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    interrupt.abort(new PreviewError('interrupted', 'Stopped on request', { fault: 'user' }));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const invocation: Invocation = { terminal, env: process.env, cwd: process.cwd(), signal: interrupt.signal };
  const chosen: { run?: () => Promise<number>; options?: CommonOptions } = {};
  const program = programOf((command, options) => {
    chosen.options = options;
    chosen.run = () => command.load()(invocation, options as never);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return (await chosen.run?.()) ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (chosen.options?.json) terminal.out(JSON.stringify(errorDocument(error), undefined, 2));
    else renderError(terminal, error, chosen.options?.verbose === true);
    if (interrupt.signal.aborted) return INTERRUPTED;
    return error instanceof PreviewError ? error.exitCode : 1;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** The program with its help pages; `choose` is told which command was asked for. */
export function programOf(choose: (command: Command, options: CommonOptions) => void): Program {
  const program = new Program('preview-stacks')
    .description(
      'Every branch gets its own running copy of the application on AWS, at a URL that bears its name, until the branch is gone.',
    )
    .version((require('preview-stacks/package.json') as { version: string }).version)
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 failed, refused or something left · 2 wrong use or settings, nothing tried · 130 interrupted',
    );
  for (const command of commands) {
    const sub = program
      .command(command.name)
      .summary(command.summary)
      .description(command.description ?? sentence(command.summary));
    for (const option of command.options) sub.option(option.flags, option.description);
    sub
      .option('--config <file>', 'the settings file. Default: preview-stacks.config.{ts,js,mjs,cjs,json} here or above')
      .option(
        '--json',
        'print the result as one JSON document on standard output, progress as JSON lines on standard error',
      )
      .option('--verbose', 'print the causes and traces of errors')
      .exitOverride()
      .allowExcessArguments(false)
      .action((options: CommonOptions) => choose(command, options));
  }
  return program;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
