import { bundleKey } from '../naming/bundle-key';
import { namesOf } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import type { ApplicationInput, EnvironmentInput } from '../ports/synthesizer';
import { checkAccount } from '../previews/check-account';
import type { PreviewRecord } from '../previews/record';
import type { ServiceSettings } from '../settings/settings';
import type { ApplicationPorts } from './application-request';
import type { DeployPorts, DeployRequest } from './deploy-request';
import { findHostedZone } from './find-hosted-zone';
import { identifyRepository } from './identify-repository';
import { lookAround, pin } from './situation';
import { untold } from './step-timer';

/** What gathering asks of the world: nothing that changes it. */
export type GatherPorts = Pick<
  DeployPorts,
  'account' | 'stacks' | 'snapshots' | 'records' | 'environments' | 'packer' | 'repository' | 'checkout'
>;

/**
 * What the next deploy of a target would hand to the synthesizer, with nothing changed on AWS: bundles and commit are those that
 * run now; for a target that has none yet the working copy is packed here, to learn their names.
 *
 * @throws PreviewError as the first steps of deploy do
 */
export async function gatherEnvironment(
  ports: GatherPorts,
  { settings, root }: Pick<DeployRequest, 'settings' | 'root'>,
): Promise<EnvironmentInput> {
  const { project, target, values } = settings;
  const { targetId } = namesOf(project, target);
  const repository = ports.repository.identity;
  const situation = await lookAround(ports, settings, { project, repository }).see(untold);
  const pinned = await pin(ports, settings, situation);
  const commit = pinned.record?.deploys[0]?.commit ?? (await ports.checkout.commit());
  const releases = await Promise.all(
    Object.entries(values.services).map(async ([service, one]) => {
      const hash = await hashOf(ports, pinned.record, service, one, root);
      return [
        service,
        { bundleKey: bundleKey(targetId, hash), platformArn: pinned.platforms.platforms[service] ?? '' },
      ] as const;
    }),
  );
  return {
    settings: pinned.settings,
    target,
    repository,
    commit,
    application: situation.application,
    releases: Object.fromEntries(releases),
  };
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
