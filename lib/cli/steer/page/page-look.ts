import type { PullRequests } from '../../../ports/pull-requests';
import type { Progress } from '../../../progress';
import type { ResolvedSettings } from '../../../settings/resolve';
import type { Invocation } from '../../command';
import { gitHubOf } from '../../compose/github';
import { openPorts, type Ports } from '../../compose/ports';
import { anyPreview, type Session } from '../../session';
import type { ForgeMemory } from './forge-memory';

/** One look at the world, for one answer of the page. */
export interface PageLook {
  readonly invocation: Invocation;
  readonly session: Session;
  readonly ports: Ports;
  readonly signal: AbortSignal;
  readonly memory: ForgeMemory;
  /** Whether the rights are not those of who looks: then lines of logs are masked on the instance. */
  readonly isShared: boolean;
  /** @default none: settings name no repository on GitHub, or there is no token */
  readonly pullRequests?: Pick<PullRequests, 'allOpen'>;
}

/** What is emitted while a page looks, every few seconds: warnings alone, and each of them once. */
export function newWarnings(progress: Progress): Progress {
  const known = new Set<string>();
  return {
    emit: (event) => {
      if (event.kind !== 'warned' || known.has(event.message)) return;
      known.add(event.message);
      progress.emit(event);
    },
  };
}

export interface Place extends Pick<PageLook, 'invocation' | 'session' | 'memory' | 'isShared'> {
  readonly progress: Progress;
}

/** Opens what a look takes, and closes it. */
export async function looking<T>(place: Place, signal: AbortSignal, work: (look: PageLook) => Promise<T>): Promise<T> {
  const look = await openLook(place, signal);
  try {
    return await work(look);
  } finally {
    await look.ports.close();
  }
}

/** The same for a look that goes on. */
export async function* lookingOn<T>(
  place: Place,
  signal: AbortSignal,
  work: (look: PageLook) => AsyncIterable<T>,
): AsyncIterable<T> {
  const look = await openLook(place, signal);
  try {
    yield* work(look);
  } finally {
    await look.ports.close();
  }
}

/**
 * A look has a GitHub of its own, which waits for no limit: after sixty refusals one is asked no more, and a page lives longer than that.
 */
async function openLook(
  { invocation, session, memory, isShared, progress }: Place,
  signal: AbortSignal,
): Promise<PageLook> {
  const own = { ...session, settingsOf: resolvedOnce(session.settingsOf) };
  const quick = { ...invocation, signal, waitMinutes: 0 };
  const github = invocation.env.GITHUB_TOKEN ? gitHubOf(quick, own, progress) : undefined;
  const ports = await openPorts(quick, own, own.settingsOf(anyPreview), progress);
  return {
    ...{ invocation: quick, session: own, ports, signal, memory, isShared },
    ...(github && { pullRequests: github.pullRequests }),
  };
}

/** Settings of 500 previews are asked for several times, and resolving them is what a look computes longest. */
function resolvedOnce(resolve: Session['settingsOf']): Session['settingsOf'] {
  const known = new Map<string, ResolvedSettings>();
  return (target) => {
    const key = JSON.stringify(target);
    const found = known.get(key) ?? resolve(target);
    known.set(key, found);
    return found;
  };
}
