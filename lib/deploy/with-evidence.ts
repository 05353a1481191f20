import { namesOf } from '../naming/resource-names';
import type { ResolvedSettings } from '../settings/resolve';
import type { DeployPorts } from './deploy-request';
import { tellEvidence } from './tell-evidence';

/** Work that tells what environments and apps last said before it fails. An interruption fails without. */
export function withEvidence(
  ports: Pick<DeployPorts, 'environments' | 'clock' | 'progress'>,
  { project, target, values }: ResolvedSettings,
  signal: AbortSignal | undefined,
): <T>(work: Promise<T>) => Promise<T> {
  const { environmentName } = namesOf(project, target);
  const environments = Object.keys(values.services).map((service) => environmentName(service));
  const since = ports.clock.now();
  return (work) =>
    work.catch(async (error: unknown) => {
      if (!signal?.aborted) await tellEvidence(ports, environments, since);
      throw error;
    });
}
