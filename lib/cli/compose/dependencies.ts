import { machineVariable, thisMachine } from '../../machine/dependencies/instance-machine';
import type { ResolvedSettings } from '../../settings/resolve';

/** What the embedded endpoint's instances are: processes of this machine, whatever their type says. */
export function instancesHere(): Readonly<Record<string, string>> {
  return { [machineVariable]: thisMachine() };
}

/** Where the dependencies of a service are installed, as no layer says and the files of the repository decide. */
export interface DecidedDependencies {
  readonly service: string;
  readonly how: 'packed' | 'instance';
  readonly because: string;
}

export async function decidedDependencies(
  { values }: ResolvedSettings,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<DecidedDependencies[]> {
  const { decideDependencies } =
    require('../../machine/dependencies/decide-dependencies') as typeof import('../../machine/dependencies/decide-dependencies');
  const found: DecidedDependencies[] = [];
  for (const [name, service] of Object.entries(values.services)) {
    if (service.dependencies !== undefined) continue;
    // Where git cannot be asked, `bundle` says so.
    const decided = await decideDependencies(service, root, env).catch(() => undefined);
    if (decided) found.push({ service: name, how: decided.how, because: decided.because });
  }
  return found;
}
