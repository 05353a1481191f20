import type { Conversations } from '../../ports/conversations';
import type { Pipelines } from '../../ports/pipelines';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { targetOfBranch } from '../../settings/target-of-branch';
import type { Invocation } from '../command';
import type { Announcing } from '../compose/announce';
import { openPorts, type Ports } from '../compose/ports';
import type { PricesOf } from '../compose/prices';
import type { Session } from '../session';

/** With what previews are steered: the settings of the default branch, and the rights of this job. */
export interface Steering {
  readonly invocation: Invocation;
  readonly session: Session;
  readonly progress: Progress;
  readonly outputs: Announcing | undefined;
  readonly pricesOf: PricesOf;
  readonly conversations: Pick<Conversations, 'isPublic'>;
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
