import type { ServiceSettings } from '../../settings/settings';
import type { Machine } from '../dependencies/instance-machine';
import type { PlacedPackage } from '../dependencies/place-packages';
import type { BundleFile } from './content-hash';
import { notBuilt } from './not-built';
import { nativeFilesOf, type Origin, type WrongMachine, wrongMachine } from './wrong-machine';

export interface Inspected {
  readonly service: Pick<ServiceSettings, 'platform'>;
  readonly machine: Machine;
  readonly origin: Origin;
  /** Those that were installed for it. */
  readonly packages: readonly PlacedPackage[];
}

/** What of the native code in a bundle cannot run on its instance. A Dockerfile builds for the instance by its own means. */
export async function machineFindings(
  files: readonly BundleFile[],
  { service, machine, origin, packages }: Inspected,
): Promise<WrongMachine> {
  if (/^(?:docker|ecs)\b|:platform\/(?:Docker|ECS) /.test(service.platform)) return { findings: [], warnings: [] };
  const natives = await nativeFilesOf(files);
  const { findings, warnings } = wrongMachine(natives, machine, origin);
  return { findings: [...findings, ...notBuilt(packages, { files, natives, machine })], warnings };
}
