import type { ResolvedSettings } from '../settings/resolve';
import type { TargetSettings } from '../settings/settings';
import { estimate } from './estimate';
import type { KnownPrices } from './known-prices';
import { decimal } from './money';
import { isAsleepKnown, type Sum, sleeperText, sumOf, sumText } from './sum';

/** Names under `localhost` lead to this machine, where nothing is billed. */
function runsHere({ host, previewDomain }: Pick<TargetSettings, 'host' | 'previewDomain'>): boolean {
  const names = [host, previewDomain].filter((name) => name !== undefined);
  return names.length > 0 && names.every((name) => /(^|\.)localhost$/.test(name));
}

/** What a target costs a day by itself. Undefined on this machine. */
export function dailyCost(settings: ResolvedSettings, prices: KnownPrices): Sum | undefined {
  return runsHere(settings.values) ? undefined : sumOf(estimate(settings, prices).own);
}

/** Whether `sleep` can put it to sleep: of a single instance Beanstalk always runs one, and stages stay awake. */
function canSleep({ target, values }: Pick<ResolvedSettings, 'target' | 'values'>): boolean {
  return target.kind === 'preview' && values.routing !== 'single-instance';
}

/** What a target costs, for people: awake, and asleep where it can sleep. */
export function costText(sum: Sum, settings: Pick<ResolvedSettings, 'target' | 'values'>): string {
  return canSleep(settings) ? sleeperText(sum) : sumText(sum);
}

/** What is said of a target's cost where it stands among other news. Undefined when no price is known: silence promises nothing. */
export function costWords(sum: Sum | undefined, settings: ResolvedSettings): string | undefined {
  return sum?.tableDate === undefined ? undefined : costText(sum, settings);
}

/**
 * A sum as `--json` has it. Undefined when no price is known.
 *
 * @param of whose cost it is, where that can sleep
 */
export function costDocument(
  sum: Sum | undefined,
  of?: Pick<ResolvedSettings, 'target' | 'values'>,
): CostDocument | undefined {
  if (sum?.tableDate === undefined) return undefined;
  return {
    ...{ usd: decimal(sum.perDay), atLeast: sum.atLeast, pricesOf: sum.tableDate },
    ...(of && canSleep(of) && isAsleepKnown(sum) && { asleepUsd: decimal(sum.standing) }),
  };
}

/** A sum of daily costs. */
export interface CostDocument {
  /** US dollars, as a decimal. */
  readonly usd: string;
  /** Something is not known, or in doubt: it may be more. */
  readonly atLeast: boolean;
  /** The day of the oldest table that was used. */
  readonly pricesOf: string;
  /** US dollars while it sleeps. @default it cannot sleep, it is the cost of several, or that is not known */
  readonly asleepUsd?: string;
}
