import { PreviewError } from '../../../errors';
import { followLogs } from '../../../instances/follow-logs';
import { maskedLogs } from '../../../instances/masked-logs';
import { readLogs } from '../../../instances/read-logs';
import type { ServiceLine } from '../../../previews/list-request';
import { plain, withoutColours } from '../../../text/visible';
import type { LogLineEvent } from '../../../web/api';
import { settingsOf } from '../steering';
import type { PageLook } from './page-look';

const linesAtFirst = 200;

/**
 * The newest lines of a service, then those that come, until the signal or until its environment is gone.
 *
 * @throws PreviewError `not-deployed`; what the logs cannot be read for
 */
export async function* logOf(look: PageLook, branch: string, service: string): AsyncIterable<LogLineEvent> {
  const { ports, signal } = look;
  try {
    if (look.isShared) {
      yield* masked(look, branch, service);
      return;
    }
    const printed = await readLogs(ports, { settings: settingsOf(look, branch), service, limit: linesAtFirst });
    if (!printed.exists) {
      throw new PreviewError('not-deployed', `${branch} has no service ${service} that runs`, { fault: 'world' });
    }
    yield* printed.lines.map(eventOf);
    for await (const line of followLogs(ports, { printed, limit: linesAtFirst, signal })) {
      if (signal.aborted) return;
      yield eventOf(line);
    }
  } catch (error) {
    // That is how it ends.
    if (!signal.aborted) throw error;
  }
}

/** Once: each look is a command on the instance. */
async function* masked(look: PageLook, branch: string, service: string): AsyncIterable<LogLineEvent> {
  const { ports, signal } = look;
  const found = await maskedLogs(ports, settingsOf(look, branch), { service, signal });
  if ('because' in found) {
    throw new PreviewError('log-not-shown', `The log of ${service} is not shown: ${found.because}`, {
      fault: 'world',
      hint: '`preview-stacks logs` prints it, to those who have the rights.',
    });
  }
  const at = ports.clock.now().toISOString();
  yield* found.lines.map((text) => ({ at, service, text: plain(withoutColours(text)) }));
}

function eventOf({ at, service, text }: ServiceLine): LogLineEvent {
  return { at: at.toISOString(), service, text: plain(withoutColours(text.trimEnd())) };
}
