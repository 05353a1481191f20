import { type ExecOutcome, exec } from '../../../instances/exec';
import { harmlessJson } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Invocation, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { invalidOption, minutesOf } from '../../exec-option';
import { branch, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'run a command in an instance, as its app would',
  description:
    "Runs a command in an instance of a target: in the app's folder, as its user, with its environment. Each word behind `--` reaches it as it is, and no shell reads it. Its output and its exit code are passed on.",
  example: 'exec --branch login-page -- npm run seed',
  words: 'the command and its arguments, behind --',
  flags: {
    ...branch,
    ...target,
    '--service <name>': 'the service in whose instance it runs. Default: web',
    '--instance <id>': 'in this instance. Default: the first that is not held',
    '--held': 'in the instance that is held',
    '--timeout <duration>': 'end it after this time: `5m`, `2h`. Default: 1h',
  },
} as const satisfies Command;

/** `exec`: standard output, standard error and the exit code are those of the command. */
export const run: Run<typeof command> = async (invocation, options, words) => {
  const timeoutMinutes = minutesOf(options.timeout);
  if (words.length === 0) throw invalidOption('There is no command', 'Write it behind --: exec -- npm run migrate');
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  const { service, instance, held } = options;
  try {
    const outcome = await exec(ports, {
      ...{ settings, words, timeoutMinutes, service, instance, held, signal: invocation.signal },
    });
    if (options.json) invocation.terminal.out(harmlessJson(outcome, 2));
    else show(invocation, outcome, words, timeoutMinutes);
    return outcome.exitCode ?? 1;
  } finally {
    await ports.close();
  }
};

function show({ terminal }: Invocation, outcome: ExecOutcome, words: readonly string[], minutes: number): void {
  terminal.pass('out', outcome.stdout);
  terminal.pass('err', outcome.stderr);
  for (const line of remarks(outcome, words, minutes)) terminal.err(line);
}

function remarks({ ended, exitCode, cut }: ExecOutcome, words: readonly string[], minutes: number): readonly string[] {
  const names = { stdout: 'standard output', stderr: 'standard error' };
  return [
    ...cut.map((name) => `preview-stacks: SSM kept only the beginning of ${names[name]}; write the rest to a file`),
    ...(ended === 'timed-out' ? [`preview-stacks: ended after ${minutes} min; --timeout gives it more`] : []),
    ...(ended === 'cancelled' ? ['preview-stacks: somebody else cancelled the command'] : []),
    // As `docker exec` does it; people who come from `ssh` expect a shell.
    ...(exitCode === 127 && words.length === 1 && /\s/.test(words[0] ?? '')
      ? ['preview-stacks: this was taken as the name of one program; for a shell write: exec -- sh -c "…"']
      : []),
  ];
}
