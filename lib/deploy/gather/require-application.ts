import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { stageOf } from '../../naming/target';
import type { Stack } from '../../ports/stacks';
import { applicationOf } from '../../previews/application-of';
import type { ResolvedSettings } from '../../settings/resolve';

/**
 * What the application stack of the target's stage made.
 *
 * @throws PreviewError `application-missing`; `account-wrong` when it stands in another account than the credentials
 */
export function requireApplication(
  stack: Stack | undefined,
  {
    settings,
    stackName,
    account,
  }: { readonly settings: ResolvedSettings; readonly stackName: string; readonly account: string },
): ApplicationFacts {
  const stage = stageOf(settings.target);
  const facts = applicationOf(stack, stage, settings.values.region);
  if (facts === undefined) {
    const state = stack && stack.status !== 'DELETE_COMPLETE' ? `is in ${stack.status}` : 'does not exist';
    throw new PreviewError('application-missing', `The application stack ${stackName} ${state}`, {
      fault: 'world',
      hint: `Run \`preview-stacks deploy-application --target ${stage}\` first; it is needed once.`,
    });
  }
  if (facts.account === account) return facts;
  throw new PreviewError(
    'account-wrong',
    `The credentials belong to account ${account}, the application stack ${stackName} stands in ${facts.account}`,
    { fault: 'user', hint: 'Use credentials of the account in which deploy-application ran.' },
  );
}
