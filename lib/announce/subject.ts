import { namesOf } from '../naming/resource-names';
import type { Target, TargetKind } from '../naming/target';
import type { Checkout, CiRun } from '../ports/checkout';
import type { BackMark } from '../ports/record';
import type { ResolvedSettings } from '../settings/resolve';
import { shortHash } from '../text/short-hash';
import { visible } from '../text/visible';
import type { Links } from './links';
import type { Known } from './outputs';

/** The deploy that is announced. */
export interface Subject {
  readonly settings: ResolvedSettings;
  readonly target: Target;
  readonly targetId: string;
  /** Its name among GitHub's environments. */
  readonly environment: string;
  /** Raw name of the branch whose push deploys it. */
  readonly branch: string;
  /** Full SHA. */
  readonly commit: string;
  /** First line of the commit's message: foreign text. @default not known */
  readonly message?: string;
  /** Where it will answer. @default not known yet */
  readonly url?: string;
  /** What it costs a day, by list prices. @default not known */
  readonly costs?: string;
  /** Where readers find more. @default not known */
  readonly links?: Links;
  /** Set on a rollback. @default a deploy */
  readonly back?: BackMark;
  /** The CI run. @default a person's machine */
  readonly run?: CiRun;
}

/** The subject of a deploy of this commit. What the working copy cannot answer is left out. */
export async function subjectOf(
  checkout: Checkout,
  {
    settings,
    commit,
    url,
    costs,
    links,
    back,
  }: Pick<Subject, 'settings' | 'commit' | 'url' | 'costs' | 'links' | 'back'>,
): Promise<Subject> {
  const { target } = settings;
  const [here, message, run] = await Promise.all([
    checkout.commit().catch(() => undefined),
    checkout.subject().catch(() => ''),
    checkout.run().catch(() => undefined),
  ]);
  const { targetId } = namesOf(settings.project, target);
  return {
    settings,
    target,
    targetId,
    environment: environmentName(target.kind, targetId),
    branch: settings.branch,
    commit,
    ...(here === commit && message !== '' && { message }),
    ...(url !== undefined && { url }),
    ...(costs !== undefined && { costs }),
    ...(links && { links }),
    ...(back && { back }),
    ...(run && { run }),
  };
}

/** What is known of this target besides its deploy. */
export function knownOf(known: Known, settings: ResolvedSettings): Pick<Subject, 'costs' | 'links'> {
  const [costs, links] = [known.costs?.(settings), known.links?.(settings)];
  return { ...(costs !== undefined && { costs }), ...(links && { links }) };
}

/** Name of a target among GitHub's environments, and the end of its commit status. */
export function environmentName(kind: TargetKind, targetId: string): string {
  return kind === 'preview' ? `preview/${targetId}` : kind;
}

/** From where to where a rollback went, in words without a full stop. Services' names hold no markup: they are names of settings. */
export function backText({ from, to, services }: BackMark, hash = shortHash): string {
  const which = services ? `${visible(services.join(', '), 80)} alone ` : '';
  return `${which}back from ${hash(from)} to ${hash(to)}`;
}
