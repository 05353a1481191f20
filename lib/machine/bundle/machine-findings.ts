import type { ServiceSettings } from '../../settings/settings';
import type { Machine } from '../dependencies/instance-machine';
import type { PlacedPackage } from '../dependencies/place-packages';
import type { BundleFile } from './content-hash';
import type { Finding } from './finding';
import { notBuilt } from './not-built';
import { nativeFilesOf, wrongMachine } from './wrong-machine';

export interface Inspected {
  readonly service: Pick<ServiceSettings, 'platform'>;
  readonly machine: Machine;
  /** Those that were installed for it. */
  readonly packages: readonly PlacedPackage[];
}

/** What of the native code in a bundle can never run on its instance. A Dockerfile builds for the instance by its own means. */
export async function machineFindings(
  files: readonly BundleFile[],
  { service, machine, packages }: Inspected,
): Promise<Finding[]> {
  if (/^(?:docker|ecs)\b|:platform\/(?:Docker|ECS) /.test(service.platform)) return [];
  const natives = await nativeFilesOf(files);
  return [...wrongMachine(natives, machine), ...notBuilt(packages, { files, natives, machine })];
}
