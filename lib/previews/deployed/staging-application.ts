import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { applicationNames } from '../../naming/resource-names';
import type { Account } from '../../ports/account';
import type { Stack, Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { applicationOf } from '../application-of';
import { checkAccount } from '../check-account';

/**
 * What the application stack of staging made, in which previews live.
 *
 * @param settings of previews
 * @param stack of the application, when it is there
 * @throws PreviewError `application-missing`, `region-wrong`
 */
export function stagingApplication(
  { project, values }: Pick<ResolvedSettings, 'project' | 'values'>,
  stack: Stack | undefined,
): ApplicationFacts {
  const application = applicationOf(stack, 'staging', values.region);
  if (application !== undefined) return application;
  const { stackName } = applicationNames(project, 'staging');
  throw new PreviewError(
    'application-missing',
    `There is no ${stackName} in ${values.region}: no preview can be there`,
    { fault: 'world', hint: 'Run `preview-stacks deploy-application --target staging` first.' },
  );
}

/**
 * The bucket of what previews share, which holds the audit.
 *
 * @param settings of previews
 * @throws PreviewError `account-wrong`, `application-missing`, `region-wrong`
 */
export async function stagingBucket(
  { account, stacks }: { readonly account: Account; readonly stacks: Pick<Stacks, 'find'> },
  settings: Pick<ResolvedSettings, 'project' | 'values'>,
): Promise<string> {
  const { stackName } = applicationNames(settings.project, 'staging');
  await checkAccount(account, settings.values);
  return stagingApplication(settings, await stacks.find(stackName)).bundleBucket;
}
