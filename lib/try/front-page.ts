import type { Clock } from '../ports/clock';
import type { LogLine } from '../ports/environments';
import type { Probe, ProbeAnswer } from '../ports/probe';

export interface FrontPageRequest {
  readonly url: string;
  readonly probe: Probe;
  /** The newest log lines of the app, oldest first. */
  readonly logs: (limit: number) => Promise<readonly LogLine[]>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface FrontPage {
  readonly probed: ProbeAnswer;
  /** What the app wrote last. After a 5xx more of it: what it wrote as it answered. */
  readonly logs: readonly LogLine[];
}

const usual = 10;
/** A stack of Python or Java has some tens of lines. */
const ofFault = 40;
const pauseMs = 300;
/** Three seconds: a log passes through a pipe and a file. */
const pauses = 10;

/** Whether an answer is a fault of the app, and not one for a visitor. */
export function isFault(probed: ProbeAnswer): boolean {
  return probed.kind === 'answered' && probed.status >= 500;
}

/** Asks the front page of the app, and then for its log: what a 5xx is about stands there after the answer. */
export async function frontPage({ url, probe, logs, clock, signal }: FrontPageRequest): Promise<FrontPage> {
  const asked = clock.now().getTime();
  const probed = await probe.get(`${url}/`);
  if (!isFault(probed)) return { probed, logs: await logs(usual) };
  let seen = 0;
  for (let turn = 0; turn < pauses; turn++) {
    await clock.sleep(pauseMs, signal);
    const since = (await logs(ofFault)).filter(({ at }) => at.getTime() >= asked);
    // A stack comes in several pieces: it is whole when nothing follows.
    if (since.length > 0 && since.length === seen) return { probed, logs: since };
    seen = since.length;
  }
  return { probed, logs: seen > 0 ? (await logs(ofFault)).slice(-seen) : await logs(usual) };
}
