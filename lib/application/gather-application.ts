import { stageOf } from '../naming/target';
import type { ApplicationInput } from '../ports/synthesizer';
import { checkAccount } from '../previews/check-account';
import type { ApplicationPorts } from './application-request';
import { findHostedZone } from './find-hosted-zone';
import { identifyRepository } from './identify-repository';

/**
 * What the next deploy-application would hand to the synthesizer, with nothing changed on AWS.
 *
 * @throws PreviewError `account-wrong`, `ci-repository-differs`, and what reading the account throws
 */
export async function gatherApplication(
  ports: Pick<ApplicationPorts, 'account' | 'stacks' | 'progress' | 'forgeIdentity'>,
  input: Omit<ApplicationInput, 'account'>,
): Promise<ApplicationInput> {
  const { values } = input.settings;
  const account = await checkAccount(ports.account, values);
  const [network, hostedZoneId, settings] = await Promise.all([
    ports.account.network(values.network.vpcId),
    findHostedZone(ports.account, stageOf(input.settings.target), values, input.previewSettings?.values),
    identifyRepository(ports, input.settings),
  ]);
  return {
    ...input,
    settings,
    account: { account, region: values.region, network, ...(hostedZoneId !== undefined && { hostedZoneId }) },
  };
}
