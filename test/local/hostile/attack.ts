import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../cleanup/histories/random';
import { type HostileConnection, hostileConnection } from './connections';
import { HostileEndpoint } from './endpoint';

/** What a run of hostile connections came to. */
export interface Harm {
  readonly sent: number;
  /** How often the endpoint ended; it was started again on its folder each time. */
  readonly deaths: readonly string[];
  /** Apps that no longer answer. */
  readonly lost: readonly string[];
  /** Processes that outlived the endpoint. */
  readonly left: readonly number[];
}

/** So many connections are open side by side. */
const atOnce = 64;
/** Milliseconds for an answer that may never come. */
const patienceMs = 80;

/** Sends hostile connections to an endpoint with apps, in a process of its own, and looks at what is left of it. */
export async function attack(seed: number, count: number): Promise<Harm> {
  const endpoint = await HostileEndpoint.open();
  const random = new Random(seed);
  const deaths: string[] = [];
  try {
    let next = 0;
    const sendSome = async (): Promise<void> => {
      while (next < count) {
        const index = next;
        next += 1;
        const connection = hostileConnection(random, endpoint.target, index);
        await send(endpoint.target.port, connection);
        const death = await endpoint.revive();
        if (death !== undefined) deaths.push(`connection ${index} of seed ${seed} (${connection.kind}): ${death}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, sendSome));
    await sleep(200);
    const last = await endpoint.revive();
    if (last !== undefined) deaths.push(`after the last connection of seed ${seed}: ${last}`);
    const lost = await endpoint.lost();
    return { sent: next, deaths, lost, left: await endpoint.close() };
  } catch (error) {
    await endpoint.close();
    throw error;
  }
}

function send(port: number, { pieces, end }: HostileConnection): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('connect', async () => {
      for (const piece of pieces) {
        if (!socket.destroyed) await new Promise((written) => socket.write(piece, written));
      }
      if (end === 'reset') socket.resetAndDestroy();
      else if (end === 'close') socket.end(() => socket.resume());
      else socket.once('data', () => socket.resetAndDestroy());
    });
  });
}
