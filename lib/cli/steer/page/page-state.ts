import { costDocument } from '../../../cost/of-target';
import { environmentOutputs } from '../../../facts/environment-outputs';
import type { Target } from '../../../naming/target';
import type { OpenPullRequest } from '../../../ports/pull-requests';
import type { PreviewRecord } from '../../../ports/record';
import { isEndless, keepingOf, noEnd } from '../../../previews/keeping';
import type { CleanupPlan, Decision } from '../../../previews/plan';
import { heldText } from '../../../previews/record/held-text';
import { lastWork } from '../../../previews/record/last-work';
import type { Inventory } from '../../../previews/take-inventory';
import { lastUseOf } from '../../../sleep/plan/last-use';
import type { PageState, PreviewRow } from '../../../web/api';
import type { Billed, Standing } from '../../compose/billed';
import { standingOf, standingText } from '../../render/target/standing';

/** What the page is drawn from. */
export interface PageFacts {
  readonly project: string;
  readonly region: string;
  /** By AWS's clock. */
  readonly at: Date;
  /** With the record of each preview. */
  readonly inventory: Pick<Inventory, 'previews'>;
  readonly plan: CleanupPlan;
  /** Newest first. */
  readonly pullRequests: readonly OpenPullRequest[];
  /** Why they are not all known. @default they are, or there is no GitHub */
  readonly pullRequestsMissing?: string;
  /** Address of a commit, without its hash at the end. @default the repository is not on GitHub */
  readonly commits?: string;
  readonly billed: Pick<Billed, 'document' | 'together'>;
}

/** What `PageWorld` says of all previews. */
export type WorldState = Omit<PageState, 'viewer' | 'verbs' | 'readOnly'>;

const day = 86_400_000;

/** The state that the page shows. Pure. */
export function pageState(facts: PageFacts): WorldState {
  const { project, region, at, inventory, plan, billed, pullRequests } = facts;
  const pulls = new Map<string, OpenPullRequest>();
  for (const one of pullRequests) if (!pulls.has(one.branch)) pulls.set(one.branch, one);
  const previews = plan.decisions
    .map((decision) => rowOf(decision, pulls, facts))
    .sort((one, other) => (one.branch < other.branch ? -1 : 1));
  const because = plan.refusal?.because ?? facts.pullRequestsMissing;
  const cost = costDocument(billed.together(plan.decisions.map(billedAs)));
  const count = (is: (row: PreviewRow) => boolean) => previews.filter(is).length;
  return {
    ...{ project, region, at: at.toISOString(), complete: inventory.previews.complete },
    ...(because !== undefined && { because }),
    counters: {
      awake: count(({ standing }) => standing !== 'asleep'),
      asleep: count(({ standing }) => standing === 'asleep'),
      failing: count(({ standing }) => standing === 'failing'),
      goingNext: count(({ cleanup }) => goesNext(cleanup, at)),
      ...(cost && { costPerDay: usdOf(cost) }),
    },
    previews,
  };
}

function rowOf(
  decision: Decision,
  pulls: ReadonlyMap<string, OpenPullRequest>,
  { at, plan, commits, billed }: PageFacts,
): PreviewRow {
  const { targetId: id, branch, stack, record } = decision.preview;
  const known = typeof record === 'object' ? record : undefined;
  const pull = pulls.get(branch);
  const [last] = known?.deploys ?? [];
  const url = stack.outputs[environmentOutputs.url];
  const keptUntil = keptOf(decision, plan, at);
  const cost = billed.document(billedAs(decision));
  return {
    ...{ id, branch, standing: standingOf(stack, known, at), state: standingText(stack, known) },
    ...(url !== undefined && { url }),
    ...(pull && {
      pullRequest: { number: pull.number, title: pull.title, author: pull.author, url: pull.url },
    }),
    ...(last && { commit: commitOf(last, commits) }),
    createdAt: stack.createdAt.toISOString(),
    usedAt: lastUseOf(decision.preview, undefined, at).at.toISOString(),
    ...(keptUntil && { keptUntil }),
    cleanup: cleanupOf(decision, plan),
    ...(cost && { costPerDay: usdOf(cost) }),
    held: (known?.held ?? []).map(heldText),
  };
}

function commitOf(
  { commit: sha, subject, by, at }: PreviewRecord['deploys'][number],
  commits: string | undefined,
): NonNullable<PreviewRow['commit']> {
  return {
    sha,
    ...(commits !== undefined && { url: `${commits}${sha}` }),
    ...(subject !== undefined && { subject }),
    ...(by !== undefined && { by }),
    at,
  };
}

function keptOf({ preview: { stack, record } }: Decision, { policy }: CleanupPlan, now: Date): string | undefined {
  if (typeof record === 'string') return undefined;
  const keeping = keepingOf({ createdAt: lastWork(stack, record, now) }, record.keepUntil, policy.maxKeepDays);
  if (keeping === undefined || keeping.until.getTime() <= now.getTime()) return undefined;
  return isEndless(keeping.until) ? noEnd : keeping.until.toISOString();
}

/** What a run of cleanup would do: one that is refused deletes nothing. */
function cleanupOf(decision: Decision, { refusal }: CleanupPlan): PreviewRow['cleanup'] {
  const { verdict, because } = decision;
  if (verdict === 'delete' && refusal === undefined) return { verdict, because };
  if (verdict === 'delete')
    return { verdict: 'keep', because: `${because}; but the whole run is refused: ${refusal?.because}` };
  const goesAt = verdict === 'keep' ? decision.expiry?.goesAt : undefined;
  return { verdict: 'keep', because, ...(goesAt && !isEndless(goesAt) && { goesAt: goesAt.toISOString() }) };
}

function goesNext({ verdict, goesAt }: PreviewRow['cleanup'], at: Date): boolean {
  return verdict === 'delete' || (goesAt !== undefined && Date.parse(goesAt) - at.getTime() <= day);
}

function billedAs({ preview: { branch, stack, record } }: Decision): Standing {
  const target: Target = { kind: 'preview', branch };
  return { target, state: stack.status, asleep: typeof record === 'object' && record.sleep?.state === 'asleep' };
}

function usdOf({ usd, atLeast }: NonNullable<ReturnType<typeof costDocument>>): NonNullable<PreviewRow['costPerDay']> {
  return { usd, atLeast };
}
