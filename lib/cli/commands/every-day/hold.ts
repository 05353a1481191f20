import { hold } from '../../../instances/hold/hold';
import { durationOption } from '../../../text/duration-option';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch } from '../../flags';
import { previewOfBranch } from '../../preview-of-branch';
import { holdLines } from '../../render/hold/hold-lines';

export const command = {
  group: 'every-day',
  summary: 'take an instance of a preview out of traffic, for a look',
  description:
    'Takes one instance of a preview out of traffic without killing it, for a day at most. A service with one instance grows to two first, so that no request fails. `exec` and `logs` reach the one that is held; deploys are refused meanwhile. `release` ends it.',
  example: 'hold --branch login-page --for 4h',
  flags: {
    ...branch,
    '--service <name>': 'one of its instances. Default: `web`',
    '--instance <id>': 'this one: `i-…`. Default: the first that is in service',
    '--for <duration>': 'until it is released by itself: `30m`, `4h`, `24h` at most. Default: `4h`',
    '--why <text>': 'for the others who find it held',
    '--now':
      'do not wait for others: the only instance of a service leaves at once, and no request is answered until another one runs',
  },
} as const satisfies Command;

/** `hold`: which instance is out of traffic, and until when. */
export const run: Run<typeof command> = async (invocation, options) => {
  const inUnits = { units: ['m', 'h', 'd'], such: '30m or 4h' } as const;
  const milliseconds = options.for === undefined ? undefined : durationOption('--for', options.for, inUnits);
  const session = await openSession(invocation, options);
  const settings = await previewOfBranch(session, options, 'of which no instance is held');
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await hold(ports, {
      settings,
      ...(options.service !== undefined && { service: options.service }),
      ...(options.instance !== undefined && { instanceId: options.instance }),
      ...(milliseconds !== undefined && { milliseconds }),
      ...(options.why !== undefined && { why: options.why }),
      now: options.now === true,
      signal: invocation.signal,
    });
    answer(invocation, options, outcome, () => holdLines(outcome));
    return 0;
  } finally {
    await ports.close();
  }
};
