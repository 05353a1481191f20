import { bundleKey } from '../naming/bundle-key';
import { namesOf } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import type { ApplicationInput, EnvironmentInput } from '../ports/synthesizer';
import { checkAccount } from '../previews/check-account';
import type { PreviewRecord } from '../previews/record';
import type { ServiceSettings } from '../settings/settings';
import type { ApplicationPorts } from './application-request';
import { checkReach } from './check-reach';
import type { DeployPorts, DeployRequest } from './deploy-request';
import { findHostedZone } from './find-hosted-zone';
import { identifyRepository } from './identify-repository';
import { pinPlatforms } from './pin-platforms';
import { pinSnapshot } from './pin-snapshot';
import { requireApplication } from './require-application';

/** What gathering asks of the world: nothing that changes it. */
export type GatherPorts = Pick<
  DeployPorts,
  'account' | 'stacks' | 'snapshots' | 'records' | 'environments' | 'packer' | 'repository' | 'checkout'
>;

/**
 * What the next deploy of a target would hand to the synthesizer, with nothing changed on AWS: the bundles are those that run
 * now; for a target that has none yet they are packed here, to learn their names.
 *
 * @throws PreviewError as the first steps of deploy do
 */
export async function gatherEnvironment(
  ports: GatherPorts,
  { settings, root }: Pick<DeployRequest, 'settings' | 'root'>,
): Promise<EnvironmentInput> {
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const [account, stack, found, commit] = await Promise.all([
    checkAccount(ports.account, values),
    ports.stacks.find(names.applicationStackName),
    ports.stacks.find(names.stackName),
    ports.checkout.commit(),
  ]);
  const application = requireApplication(stack, { settings, stackName: names.applicationStackName, account });
  const location = { bucket: application.bundleBucket, targetId: names.targetId };
  const record = found && (await ports.records.read({ ...location, stackId: found.id }))?.record;
  const pinned = await pinSnapshot(ports, settings, { stack: found, record });
  checkReach(application, pinned, found);
  const { platforms } = await pinPlatforms(ports.environments, values.services, record);
  const releases = await Promise.all(
    Object.entries(values.services).map(async ([service, one]) => {
      const hash = await hashOf(ports, record, service, one, root);
      return [service, { bundleKey: bundleKey(names.targetId, hash), platformArn: platforms[service] ?? '' }] as const;
    }),
  );
  const repository = ports.repository.identity;
  return { settings: pinned, target, repository, commit, application, releases: Object.fromEntries(releases) };
}

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

async function hashOf(
  { packer }: GatherPorts,
  record: PreviewRecord | undefined,
  service: string,
  settings: ServiceSettings,
  root: string,
): Promise<string> {
  const running = record?.deploys[0]?.bundles[service];
  return running ?? (await packer.pack(settings, root)).hash;
}
