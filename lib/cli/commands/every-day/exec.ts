import { exec } from '../../../instances/exec';
import { forwardDatabase } from '../../../instances/session/forward-database';
import { openShell } from '../../../instances/session/open-shell';
import { harmlessJson } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { wishOf } from '../../exec-option';
import { branch, target } from '../../flags';
import { execRemarks, wayLines } from '../../render/exec-lines';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'run a command in an instance, or open a shell there',
  description:
    "Runs a command in an instance of a target: in the app's folder, as its user, with its environment. Each word behind `--` reaches it as it is, and no shell reads it. Its output and its exit code are passed on. Without a command it opens a shell, for which AWS's Session Manager plugin has to be here. With `--forward` a port of this machine leads to the database of the target, and a command behind `--` is a client that runs here.",
  example: 'exec --branch login-page -- npm run seed',
  words: 'the command and its arguments, behind --',
  flags: {
    ...branch,
    ...target,
    '--service <name>': 'the service in whose instance it runs. Default: web',
    '--instance <id>': 'in this instance. Default: the first that is not held',
    '--held': 'in the instance that is held',
    '--timeout <duration>': 'end it after this time: `5m`, `2h`. Default: 1h',
    '--tty': 'give the command this terminal, by the plugin; its exit code is not known then',
    '--forward [port]': 'a port of this machine leads to the database. Default: a free port',
    '--copy-password': 'with --forward: put the password of the database on the clipboard',
  },
} as const satisfies Command;

/** `exec`: standard output, standard error and the exit code are those of the command. */
export const run: Run<typeof command> = async (invocation, options, words) => {
  const wish = wishOf(options, words);
  const { terminal, signal } = invocation;
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  const { service, instance, held } = options;
  const common = { settings, service, instance, held, signal };
  try {
    if (wish.kind === 'command') {
      const outcome = await exec(ports, { ...common, ...wish });
      if (options.json) terminal.out(harmlessJson(outcome, 2));
      else {
        terminal.pass('out', outcome.stdout);
        terminal.pass('err', outcome.stderr);
        for (const line of execRemarks(outcome, wish)) terminal.err(line);
      }
      return outcome.exitCode ?? 1;
    }
    if (wish.kind === 'forward') {
      return await forwardDatabase(ports, {
        ...{ ...common, ...wish },
        opened: (way) => {
          const { results, remarks } = wayLines(way, wish.words !== undefined);
          for (const line of remarks) terminal.err(line);
          for (const line of results) terminal.out(line);
        },
      });
    }
    await openShell(ports, {
      ...{ ...common, ...wish },
      chosen: ({ environmentName, instanceId }) => terminal.err(`${environmentName}, instance ${instanceId}`),
    });
    return 0;
  } finally {
    await ports.close();
  }
};
