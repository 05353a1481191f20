import { isAbsolute, join } from 'node:path';
import { PreviewError } from '../errors';
import type { PackedBundle } from '../ports/packer';
import type { ApplicationFacts } from '../settings/facts';
import type { ServiceSettings } from '../settings/settings';
import type { BundleChoice, OneBundle } from './bundle-choice';
import type { DeployPorts, DeployRequest } from './deploy-request';
import { keptBundle } from './kept-bundle';

/** A bundle that lies in the target's folder of the bundle bucket. */
export interface ReadyBundle {
  /** 64 hexadecimal digits. */
  readonly hash: string;
  readonly key: string;
  /** The commit that it was made of, when that is not the one deployed now. */
  readonly commit?: string;
}

/** By service name. */
export type ReadyBundles = Readonly<Record<string, ReadyBundle>>;

/** The bundle of every service: packed from the working copy, given as a zip, or kept from an earlier deploy. */
export async function readyBundles(
  ports: DeployPorts,
  request: DeployRequest,
  { application, targetId }: { readonly application: ApplicationFacts; readonly targetId: string },
): Promise<ReadyBundles> {
  const services = Object.entries(request.settings.values.services);
  checkNames(
    request.bundle,
    services.map(([name]) => name),
  );
  if (request.bundle && request.bundle.kind !== 'each' && services.length > 1) {
    throw new PreviewError('bundle-ambiguous', `One bundle was given for ${services.length} services`, {
      fault: 'user',
      hint: 'Name the bundle of each: `--bundle web=<hash>,api=<hash>`.',
    });
  }
  const ready: Record<string, ReadyBundle> = {};
  for (const [service, settings] of services) {
    const choice = choiceOf(request.bundle, service);
    if (choice?.kind === 'kept') {
      ready[service] = await keptBundle(ports, request, { application, targetId, service, hash: choice.hash });
      continue;
    }
    const packed = await pack(ports, request.root, settings, choice);
    ports.progress.emit({
      kind: 'bundle-packed',
      service,
      hash: packed.hash,
      bytes: packed.bytes,
      files: packed.files,
    });
    checkExtensions(packed, request);
    if (packed.periodicTasks && settings.kind === 'worker') throw periodicTasks(service);
    const location = { bucket: application.bundleBucket, targetId, hash: packed.hash };
    const { key, uploaded } = await ports.bundles.put(location, packed.file);
    ports.progress.emit({ kind: 'bundle-ready', service, hash: packed.hash, key, how: uploaded ? 'uploaded' : 'kept' });
    ready[service] = { hash: packed.hash, key };
  }
  return ready;
}

function choiceOf(bundle: BundleChoice | undefined, service: string): OneBundle | undefined {
  return bundle?.kind === 'each' ? bundle.services[service] : bundle;
}

function checkNames(bundle: BundleChoice | undefined, services: readonly string[]): void {
  const unknown = Object.keys(bundle?.kind === 'each' ? bundle.services : {}).find((name) => !services.includes(name));
  if (unknown === undefined) return;
  throw new PreviewError('bundle-for-nobody', `A bundle was given for ${unknown}, and there is no such service`, {
    fault: 'user',
    hint: `The services are ${services.join(', ')}.`,
  });
}

function pack(
  { packer }: DeployPorts,
  root: string,
  settings: ServiceSettings,
  choice: OneBundle | undefined,
): Promise<PackedBundle> {
  if (choice?.kind === 'file') return packer.open(choice.file);
  if (settings.bundle === undefined) return packer.pack(settings, root);
  return packer.open(isAbsolute(settings.bundle) ? settings.bundle : join(root, settings.bundle));
}

/** What `.ebextensions` make stands in Beanstalk's inner stack, outside of what our roles and reviews reach (trap T20). */
function checkExtensions({ resourceExtensions }: PackedBundle, { settings }: DeployRequest): void {
  if (resourceExtensions.length === 0 || settings.values.allowBundleResources) return;
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
