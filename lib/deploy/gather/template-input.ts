import { bundleKey } from '../../naming/bundle-key';
import { namesOf } from '../../naming/resource-names';
import type { PreviewRecord } from '../../ports/record';
import type { EnvironmentInput } from '../../ports/synthesizer';
import { ownerOf } from '../../previews/preview';
import type { ServiceSettings } from '../../settings/settings';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import { untold } from '../step-timer';
import { lookAround, pin } from './situation';

/** What gathering asks of the world: nothing that changes it. */
export type TemplateInputPorts = Pick<
  DeployPorts,
  'account' | 'stacks' | 'databases' | 'records' | 'environments' | 'packer' | 'repository' | 'checkout'
>;

/**
 * What the next deploy of a target would hand to the synthesizer, with nothing changed on AWS: bundles and commit are those that
 * run now; for a target that has none yet the working copy is packed here, to learn their names.
 *
 * @throws PreviewError as the first steps of deploy do
 */
export async function gatherTemplateInput(
  ports: TemplateInputPorts,
  { settings, root }: Pick<DeployRequest, 'settings' | 'root'>,
): Promise<EnvironmentInput> {
  const { project, target, values } = settings;
  const { targetId } = namesOf(project, target);
  const owner = ownerOf(settings, ports.repository);
  const situation = await lookAround(ports, settings, owner).see(untold);
  const pinned = await pin(ports, settings, situation);
  const commit = pinned.record?.deploys[0]?.commit ?? (await ports.checkout.commit());
  const databaseCertificates = values.database !== 'none';
  const releases = await Promise.all(
    Object.entries(values.services).map(async ([service, one]) => {
      const hash = await hashOf(ports, pinned.record, service, one, { root, databaseCertificates });
      return [
        service,
        { bundleKey: bundleKey(targetId, hash), platformArn: pinned.platforms.platforms[service] ?? '' },
      ] as const;
    }),
  );
  return {
    settings: pinned.settings,
    target,
    repository: owner.repository,
    commit,
    application: situation.application,
    releases: Object.fromEntries(releases),
  };
}

async function hashOf(
  { packer }: TemplateInputPorts,
  record: PreviewRecord | undefined,
  service: string,
  settings: ServiceSettings,
  { root, databaseCertificates }: { readonly root: string; readonly databaseCertificates: boolean },
): Promise<string> {
  const running = record?.deploys[0]?.bundles[service];
  return running ?? (await packer.pack(settings, root, { databaseCertificates })).hash;
}
