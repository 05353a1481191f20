import type { SocketModeClient } from '@slack/socket-mode';
import type { ChatConnection } from '../../ports/chat-commands';
import type { Clock } from '../../ports/clock';
import type { Envelope } from './read-envelope';
import { slackError } from './slack-errors';

/** An envelope with what tells Slack that it has come. */
export interface TakenEnvelope extends Envelope {
  ack(): Promise<void>;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * What comes over the socket, until the signal. Slack closes a connection every few hours and asks for a new one, which is no event. The client is
 * made not to connect again by itself: an error of its own attempts is an unhandled rejection, which ends the process (socket-mode 3.1.0,
 * SocketModeClient.js, `delayReconnectAttempt`).
 *
 * @throws PreviewError `slack-bot-refused`; `slack-bot-unavailable` for the first connection only
 */
export async function* envelopes(
  client: SocketModeClient,
  clock: Clock,
  signal: AbortSignal,
  heard: (state: ChatConnection) => void,
): AsyncGenerator<TakenEnvelope> {
  const waiting: TakenEnvelope[] = [];
  let wake: () => void = () => undefined;
  let ended: { readonly error?: unknown } | undefined;
  const take = ({ type, body, ack }: TakenEnvelope) => {
    waiting.push({ type, body, ack: () => ack() });
    wake();
  };
  client.on('slack_event', take);
  connected(client, clock, signal, heard).then(
    () => end({}),
    (error: unknown) => end({ error }),
  );
  function end(how: { readonly error?: unknown }) {
    ended = how;
    wake();
  }
  try {
    for (;;) {
      const next = waiting.shift();
      if (next) yield next;
      else if (ended) {
        if ('error' in ended) throw ended.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    client.off('slack_event', take);
    await client.disconnect();
  }
}

/** Keeps a connection until the signal. */
async function connected(
  client: SocketModeClient,
  clock: Clock,
  signal: AbortSignal,
  heard: (state: ChatConnection) => void,
): Promise<void> {
  const stop = () => void client.disconnect();
  signal.addEventListener('abort', stop);
  try {
    let isSaid = false;
    for (let failures = 0; !signal.aborted; ) {
      try {
        await client.start();
        if (!isSaid) heard({ state: 'open' });
        [failures, isSaid] = [0, true];
        if (!signal.aborted) await new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      } catch (error) {
        if (signal.aborted) return;
        const known = slackError(error, 'open a connection');
        if (known.code === 'slack-bot-refused' || (!isSaid && failures === 0)) throw known;
        if (failures === 0) heard({ state: 'lost', because: known.message });
        isSaid = false;
        const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
        failures += 1;
        await clock.sleep(waitMs, signal).catch(() => undefined);
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
