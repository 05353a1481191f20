import type { ExpiryWarning, WarnedPlace } from '../../ports/record';
import type { Expiry } from '../../previews/plan';
import type { Preview } from '../../previews/preview';

/** A preview whose expiry is known. */
export interface Expiring {
  readonly preview: Preview;
  readonly expiry: Expiry;
}

/** Where the warning of this expiry was said already. */
export function saidOf(warning: ExpiryWarning | undefined, { goesAt }: Expiry): readonly WarnedPlace[] {
  return warning?.goesAt === goesAt.toISOString() ? warning.said : [];
}

/** Whether a comment warns of an expiry that is put off: by a wish to keep it, for a deploy edits the comment itself. */
export function warnsInVain({ preview: { record }, expiry }: Expiring): boolean {
  if (typeof record === 'string' || expiry.near) return false;
  const { expiryWarning, deploys } = record;
  if (expiryWarning === undefined || !expiryWarning.said.includes('comment')) return false;
  return deploys.every(({ at }) => Date.parse(at) <= Date.parse(expiryWarning.at));
}
