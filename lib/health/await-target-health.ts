import { PreviewError } from '../errors';
import { serviceOutputs } from '../facts/environment-outputs';
import type { TargetNames } from '../naming/resource-names';
import type { Stack } from '../ports/stacks';
import type { ResolvedSettings } from '../settings/resolve';
import { awaitHealth, type HealthPorts } from './await-health';
import { serviceUrls } from './service-urls';

/** Waits for health. Called only after the stack is up: resolvers cache a missing name for 15 minutes (trap T38). */
export async function awaitTargetHealth(
  ports: HealthPorts,
  of: {
    readonly settings: ResolvedSettings;
    readonly names: TargetNames;
    readonly url: string;
    readonly stack: Stack;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const { settings, names, url, stack, signal } = of;
  const { services, healthTimeoutMinutes } = settings.values;
  const version = (service: string) => {
    const label = stack.outputs[serviceOutputs(service).version];
    if (label !== undefined) return label;
    throw new PreviewError('version-unknown', `The stack ${stack.name} does not say which version ${service} runs`, {
      fault: 'us',
    });
  };
  await awaitHealth(ports, {
    services: Object.entries(services).map(([service, { kind }]) => ({
      service,
      byHealth: kind !== 'public',
      environmentName: names.environmentName(service),
      version: version(service),
    })),
    healthUrls: Object.entries(serviceUrls(services, url, stack.outputs)).map(
      ([service, own]) => own + (services[service]?.healthPath ?? ''),
    ),
    timeoutMs: healthTimeoutMinutes * 60_000,
    signal,
  });
}
