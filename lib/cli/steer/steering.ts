import type { Pipelines } from '../../ports/pipelines';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { targetOfBranch } from '../../settings/target-of-branch';
import type { Invocation } from '../command';
import { type Announcing, announcingOf } from '../compose/announce';
import { pipelinesOf } from '../compose/control/forge';
import { gitHubOf } from '../compose/github';
import { openPorts, type Ports } from '../compose/ports';
import type { PricesOf } from '../compose/prices';
import { anyPreview, type Session } from '../session';

/** With what previews are steered: the settings of the default branch, and the rights of this job. */
export interface Steering {
  readonly invocation: Invocation;
  readonly session: Session;
  readonly progress: Progress;
  readonly outputs: Announcing | undefined;
  readonly pricesOf: PricesOf;
  /** Whether anybody reads the answers. */
  readonly isPublic: boolean;
  /** @default CI cannot be asked to run, for want of a token */
  readonly pipelines?: Pipelines;
  /** What people write before a verb: `/preview`. */
  readonly word: string;
  /** Whether lines of logs are shown where anybody reads them. */
  readonly publicLogs: boolean;
}

/** The settings of the preview of a branch, as the default branch has them. */
export function settingsOf({ session }: Pick<Steering, 'session'>, branch: string): ResolvedSettings {
  return session.settingsOf(targetOfBranch(session.file, branch));
}

/** What goes on at the preview of a branch: its settings, and its ports while that lasts. */
export function withPreview<T>(
  steering: Pick<Steering, 'invocation' | 'session' | 'progress'>,
  branch: string,
  work: (ports: Ports, settings: ResolvedSettings) => Promise<T>,
): Promise<T> {
  const settings = settingsOf(steering, branch);
  return withPorts(steering, settings, (ports) => work(ports, settings));
}

/**
 * Steers for people who are no strangers: they read the answers on a page or in a chat. A client of GitHub has patience for one run, and counts what it
 * makes: each act has its own, by a session of its own.
 */
export async function steeringOf({
  invocation,
  session,
  ...given
}: Pick<Steering, 'invocation' | 'session' | 'progress' | 'pricesOf' | 'word'>): Promise<Steering> {
  const { progress } = given;
  const outputs = await announcingOf(invocation, session, session.settingsOf(anyPreview), {}, progress);
  const github = invocation.env.GITHUB_TOKEN ? gitHubOf(invocation, session, progress) : undefined;
  const pipelines = github && pipelinesOf(invocation, session, github);
  return {
    ...{ invocation, session, ...given, outputs, isPublic: false, publicLogs: true },
    ...(pipelines && { pipelines }),
  };
}

/** Opens the ports of a preview, works with them, and closes them. */
export async function withPorts<T>(
  { invocation, session, progress }: Pick<Steering, 'invocation' | 'session' | 'progress'>,
  settings: ResolvedSettings,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    return await work(ports);
  } finally {
    await ports.close();
  }
}
