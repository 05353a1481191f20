import { whoRuns } from '../../../previews/record/who-runs';
import type { Progress } from '../../../progress';
import { targetOfBranch } from '../../../settings/target-of-branch';
import type { PageWorld } from '../../../web/page-world';
import type { Invocation } from '../../command';
import { openClock } from '../../compose/clock';
import type { Session } from '../../session';
import { ForgeMemory } from './forge-memory';
import { branchesOf, stateOf } from './look-at-all';
import { detailOf } from './look-at-one';
import { actOn } from './page-act';
import { logOf } from './page-log';
import { looking, lookingOn, newWarnings } from './page-look';

export interface PageWorldOptions {
  /**
   * Whether an act that cannot be written into the audit is not done. On a page of one's own machine it is, with a warning: people's own rights do
   * not reach the audit.
   */
  readonly mustAudit: boolean;
}

/** The world of a page, and who works at this machine. */
export interface OpenedPageWorld {
  readonly world: PageWorld;
  /** By the name that git says. */
  readonly person: () => Promise<string>;
}

/**
 * Keeps `PageWorld` by the same use cases as the commands. Nothing is asked before the page asks.
 *
 * @param progress takes warnings, each once
 */
export function openPageWorld(
  invocation: Invocation,
  session: Session,
  progress: Progress,
  { mustAudit }: PageWorldOptions,
): OpenedPageWorld {
  const memory = new ForgeMemory(openClock(), Boolean(invocation.env.GITHUB_TOKEN));
  const place = { invocation, session, memory, isShared: mustAudit, progress: newWarnings(progress) };
  const world: PageWorld = {
    state: (signal) => looking(place, signal, stateOf),
    detail: (branch, signal) => looking(place, signal, (look) => detailOf(look, branch)),
    branches: (signal) => looking(place, signal, branchesOf),
    log: (branch, service, signal) => lookingOn(place, signal, (look) => logOf(look, branch, service)),
    isStage: (branch) => targetOfBranch(session.file, branch).kind !== 'preview',
    act: async (asked, line, signal) => {
      const ours = { ...invocation, signal: AbortSignal.any([invocation.signal, signal]) };
      // Each act asks GitHub with a patience of its own.
      const end = await actOn({ invocation: ours, session: { ...session }, mustAudit }, asked, line);
      memory.forget();
      return end;
    },
  };
  return { world, person: async () => (await whoRuns(session.checkout)) ?? 'someone at this machine' };
}
