import type { DeploymentStatus, ShownStatus } from '../../ports/deployments';
import type { KeptSleep } from '../../ports/record';
import { asleepText } from '../../previews/record/asleep-text';

const awake = 'Awake again';
const asleep = /^A(sleep since .*)$/;

/**
 * What the deployment of a preview says from now on. It stays a success: GitHub shows a transient deployment that is `inactive` as destroyed
 * (REST reference, "Create a deployment status", in GitHub's OpenAPI description, read in November 2026). What is left out GitHub empties.
 *
 * @returns undefined when it says so already
 */
export function sleepStatus(shown: ShownStatus, sleep: KeptSleep | undefined): DeploymentStatus | undefined {
  const description = sleep ? asleepText(sleep).replace(/^a/, 'A') : awake;
  const isSame = sleep ? shown.description === description : asleepOf(shown) === undefined;
  return isSame ? undefined : { ...shown, description };
}

/** Since when a preview sleeps, as its deployment says: `asleep since …`. Foreign text. */
export function asleepOf({ description = '' }: Pick<ShownStatus, 'description'>): string | undefined {
  const found = asleep.exec(description)?.[1];
  return found === undefined ? undefined : `a${found}`;
}
