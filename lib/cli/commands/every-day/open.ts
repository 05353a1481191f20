import { ownerOf } from '../../../previews/preview';
import { asleepText } from '../../../previews/record/asleep-text';
import { type Whereabouts, whereIs } from '../../../previews/where/where-is';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { browse } from '../../compose/browser';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { deployFirst } from '../../render/target/deploy-first';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'open the URL of a branch in the browser',
  description:
    'Opens the URL of a branch or target in the browser, and prints it. In CI, and where there is no screen, it prints the URL alone.',
  example: 'open --branch login-page',
  flags: {
    ...branch,
    ...target,
    '--service <name>': 'the service whose URL it is. Default: web',
    '--print': 'print the URL and open nothing',
  },
} as const satisfies Command;

/** `open`: the URL is the only line of standard output. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const owner = ownerOf(settings, ports.repository);
    const found = await whereIs(ports, { settings, owner, service: options.service ?? 'web' });
    answer(invocation, options, found, () => (found.kind === 'there' ? [plain(found.url)] : []));
    for (const line of options.json ? [] : remarks(found)) invocation.terminal.err(line);
    if (found.kind !== 'there') return 1;
    if (options.print || options.json) return 0;
    if (found.sleep) return 1;
    await browse(found.url, invocation);
    return 0;
  } finally {
    await ports.close();
  }
};

function remarks(found: Whereabouts): string[] {
  switch (found.kind) {
    case 'there':
      return found.sleep
        ? [`It is ${asleepText(found.sleep)}.`, '  `preview-stacks wake` or the next push wakes it.']
        : [];
    case 'nothing-there':
      return [`Nothing is deployed there: there is no stack ${plain(found.stackName)}.`, deployFirst(found.meant)];
    case 'going':
      return [
        `The stack ${plain(found.stackName)} is being deleted (${plain(found.status)}).`,
        '  The next deploy makes a new one.',
      ];
    case 'no-url':
      return [
        `${plain(found.service)} has no URL in the stack ${plain(found.stackName)} (${plain(found.status)}).`,
        '  Workers, and services that are not public, have none; a stack that was never complete has none either.',
      ];
  }
}
