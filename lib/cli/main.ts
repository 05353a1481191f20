import { CommanderError, Command as Program } from 'commander';
import { PreviewError } from '../errors';
import { type CommonOptions, INTERRUPTED, type Invocation } from './command';
import { commands, load, type NamedCommand } from './command-table';
import { common } from './flags';
import { processTerminal } from './render/terminal';

// The SDK warns that Node 20 will be left behind; which Node runs is for package.json's engines to say, not for every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const programName = 'preview-stacks';

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
  const program = programOf((command, options, words) => {
    chosen.options = options;
    chosen.run = () => load(command)(invocation, options, words);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return (await chosen.run?.()) ?? 0;
  } catch (error) {
    terminal.close();
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { harmlessJson } = text();
    const { errorDocument, renderError } = require('./render/error') as typeof import('./render/error');
    if (chosen.options?.json) terminal.out(harmlessJson(errorDocument(error), 2));
    else renderError(terminal, error, chosen.options?.verbose === true);
    if (interrupt.signal.aborted) return INTERRUPTED;
    return error instanceof PreviewError ? error.exitCode : 1;
  } finally {
    terminal.close();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    // What still waits beside a step that failed would keep the process.
    interrupt.abort(new PreviewError('interrupted', 'The command has ended', { fault: 'user' }));
  }
}

/** The program with its help pages; `choose` receives the command that was asked for. */
export function programOf(
  choose: (command: NamedCommand, options: CommonOptions, words: readonly string[]) => void,
): Program {
  const examples = new Map(commands.map(({ name, example }) => [name, `${programName} ${example}`]));
  const program = new Program(programName)
    .description(
      'Every branch gets its own running copy of the application on AWS, at a URL with its name, until the branch is gone.',
    )
    .version((require('preview-stacks/package.json') as { version: string }).version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`  See ${programName} --help`)
    // As every other error begins.
    .configureOutput({
      outputError: (said, write) => write(text().plain(said.replace(/^error:/, 'error').replace('\n(', '\n  ('))),
    })
    .configureHelp({
      subcommandTerm: (sub) => sub.name(),
      subcommandDescription: (sub) =>
        [sub.summary() || sub.description(), examples.get(sub.name()) ?? []].flat().join('\n'),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 failed, refused or something left · 2 wrong use or\nsettings, nothing tried · 130 interrupted\n\nGuides: node_modules/preview-stacks/docs (getting-started.md, errors.md, …)',
    )
    .addHelpCommand(
      new Program('help')
        .argument('[command]')
        .description('print the help page of one command')
        .helpGroup(titleOf('begin')),
    );
  for (const command of commands) {
    const sub = program
      .command(command.name)
      .helpGroup(titleOf(command.group))
      .summary(command.summary)
      .description(command.description ?? sentence(command.summary));
    for (const [flag, description] of Object.entries({ ...command.flags, ...common })) sub.option(flag, description);
    if (command.words !== undefined) sub.argument('[words...]', command.words);
    sub
      .addHelpText('after', `\nExample:\n  ${programName} ${command.example}`)
      .exitOverride()
      .showHelpAfterError(`  See ${programName} ${command.name} --help`)
      .allowExcessArguments(false)
      .action((...given: unknown[]) => {
        const [words, options] = command.words === undefined ? [[], given[0]] : given;
        choose(command, options as CommonOptions, words as readonly string[]);
      });
  }
  return program;
}

/** Loaded when something is wrong: a help page waits for nothing. */
function text(): typeof import('../text/visible') {
  return require('../text/visible') as typeof import('../text/visible');
}

function titleOf(group: string): string {
  return `${group.charAt(0).toUpperCase()}${group.slice(1).replaceAll('-', ' ')}:`;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
