import type { Cost } from '../../cost/estimate';
import { dollars, ofNumber } from '../../cost/money';
import { dearest, sumOf } from '../../cost/sum';
import { PreviewError } from '../../errors';
import type { ResolvedSettings } from '../../settings/resolve';
import { visible } from '../../text/visible';

/**
 * Makes sure that a preview costs no more a day than `limits.dailyCost`.
 *
 * @returns what the limit cannot know: the lines whose price is not known. Undefined when there is no limit, or all prices are known
 * @throws PreviewError `cost-over-limit`, naming the dearest line and the setting that decides it
 */
export function checkDailyCost(
  { target, values }: Pick<ResolvedSettings, 'target' | 'values'>,
  { own }: Pick<Cost, 'own'>,
): string | undefined {
  const limit = values.limits?.dailyCost;
  if (target.kind !== 'preview' || limit === undefined) return undefined;
  const { perDay, atLeast, unknown } = sumOf(own);
  const most = ofNumber(limit);
  if (perDay > most) {
    const line = dearest(own);
    throw new PreviewError(
      'cost-over-limit',
      `the preview costs ${atLeast ? 'at least' : 'about'} ${dollars(perDay)} a day, and limits.dailyCost allows ${dollars(most)}; the dearest of it is ${visible(line?.what ?? '')}, ${dollars(line?.perDay ?? 0n)}`,
      { fault: 'user', hint: `Change ${visible(line?.setting ?? '')}, or raise limits.dailyCost in preview.` },
    );
  }
  if (unknown.length === 0) return undefined;
  const names = unknown.slice(0, 3).map(({ what }) => visible(what));
  const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : '';
  return `limits.dailyCost does not count ${names.join(', ')}${more}: the price is not known`;
}
