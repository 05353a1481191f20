import { isAbsolute, join } from 'node:path';
import { PreviewError } from '../../errors';
import type { PackedBundle, PackingFact } from '../../ports/packer';
import { asksForPassword } from '../../settings/access/access-properties';
import type { ResolvedSettings } from '../../settings/resolve';
import type { ServiceSettings } from '../../settings/settings';
import type { DeployPorts } from '../deploy-request';

/**
 * Looks whether what builds and packs these services is at hand, before anything is asked or built.
 *
 * @throws PreviewError `package-manager-missing`
 */
export async function readyToPack(
  { packer }: Pick<DeployPorts, 'packer'>,
  services: readonly (ServiceSettings | undefined)[],
  root: string,
): Promise<void> {
  for (const service of services) if (service) await packer.ready(service, root);
}

export interface PackService {
  readonly service: string;
  readonly settings: Pick<ResolvedSettings, 'values'>;
  /** Folder of the settings file. */
  readonly root: string;
  /** A zip that exists already. @default the service's own: packed, or the one that settings name */
  readonly zip?: string | undefined;
}

/**
 * The bundle of one service on this computer, looked into for what a deploy refuses.
 *
 * @throws PreviewError `bundle-resources`, `bundle-cron`, `access-hook-missing`, and what the packer throws
 */
export async function packService(
  { packer, progress }: Pick<DeployPorts, 'packer' | 'progress'>,
  { service, settings, root, zip }: PackService,
): Promise<PackedBundle> {
  const { values } = settings;
  const own = values.services[service];
  const file = zip ?? readyZip(own, root);
  const say = ({ by, machine }: PackingFact) =>
    progress.emit({ kind: 'dependencies-installing', service, by, machine });
  const packed =
    file === undefined && own
      ? await packer.pack(own, root, { databaseCertificates: values.database !== 'none', say })
      : await packer.open(file ?? '', own);
  const { hash, bytes, files, dependencies } = packed;
  progress.emit({ kind: 'bundle-packed', service, hash, bytes, files, ...(dependencies && { dependencies }) });
  for (const warning of packed.warnings ?? []) progress.emit({ kind: 'warned', message: `${service}: ${warning}` });
  checkExtensions(packed, values.allowBundleResources);
  if (packed.periodicTasks && own?.kind === 'worker') throw periodicTasks(service);
  const wantsHook = own?.kind === 'public' && asksForPassword(values.access);
  if (packed.withoutAccessHook && wantsHook) throw hookMissing(service);
  return packed;
}

function readyZip(own: ServiceSettings | undefined, root: string): string | undefined {
  if (own?.bundle === undefined) return undefined;
  return isAbsolute(own.bundle) ? own.bundle : join(root, own.bundle);
}

/** What `.ebextensions` make is in Beanstalk's inner stack, outside of what our roles and reviews reach (trap T20). */
function checkExtensions({ resourceExtensions }: PackedBundle, allowed: boolean): void {
  if (resourceExtensions.length === 0 || allowed) return;
  throw new PreviewError(
    'bundle-resources',
    `The bundle makes AWS resources of its own: ${resourceExtensions.join(', ')}`,
    {
      fault: 'user',
      hint: 'Take `Resources:` out of these files, or set allowBundleResources for this target.',
    },
  );
}

/** Each instance of a worker would take part in electing who runs them, in a table that all workers of the account share. */
function periodicTasks(service: string): PreviewError {
  return new PreviewError(
    'bundle-cron',
    `The bundle of ${service} has a cron.yaml, and periodic tasks are not supported`,
    {
      fault: 'user',
      hint: 'Remove cron.yaml; have a process of the Procfile, or a schedule outside, put a message into the queue.',
    },
  );
}

function hookMissing(service: string): PreviewError {
  return new PreviewError(
    'access-hook-missing',
    `The settings ask for a password, and the ready bundle of ${service} lacks the access hook: its instances would ask for none`,
    {
      fault: 'user',
      hint: 'Have `preview-stacks bundle` make it, or add the two files of that name from a bundle that it made (docs/access.md).',
    },
  );
}
