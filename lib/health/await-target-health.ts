import { PreviewError } from '../errors';
import { serviceOutputs } from '../facts/environment-outputs';
import type { TargetNames } from '../naming/resource-names';
import type { Stack } from '../ports/stacks';
import { asksForPassword } from '../settings/access/access-properties';
import type { ResolvedSettings } from '../settings/resolve';
import type { TargetSettings } from '../settings/settings';
import { lastChange } from '../stacks/last-change';
import { awaitHealth, type HealthPorts } from './await-health';
import { checkClosed } from './check-closed';

/** Waits for health, sees that a password is asked for where settings want one, and returns what Beanstalk says against it nevertheless. Called only after the stack is up: resolvers cache a missing name for 15 minutes (trap T38). */
export async function awaitTargetHealth(
  ports: HealthPorts,
  of: {
    readonly settings: ResolvedSettings;
    readonly names: TargetNames;
    readonly url: string;
    readonly stack: Stack;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly string[]> {
  const { settings, names, url, stack, signal } = of;
  const { access, services, healthTimeoutMinutes } = settings.values;
  const version = (service: string) => {
    const label = stack.outputs[serviceOutputs(service).version];
    if (label !== undefined) return label;
    throw new PreviewError('version-unknown', `The stack ${stack.name} does not say which version ${service} runs`, {
      fault: 'us',
    });
  };
  const urls = serviceUrls(services, url, stack.outputs);
  const doubts = await awaitHealth(ports, {
    services: Object.entries(services).map(([service, { kind }]) => ({
      service,
      byHealth: kind !== 'public',
      environmentName: names.environmentName(service),
      version: version(service),
    })),
    healthUrls: Object.entries(urls).map(([service, own]) => own + (services[service]?.healthPath ?? '')),
    timeoutMs: healthTimeoutMinutes * 60_000,
    since: lastChange(stack),
    signal,
  });
  if (asksForPassword(access)) await checkClosed(ports, Object.values(urls), signal);
  return doubts;
}

/** The service that answers under the target's own host. */
const main = 'web';

/** Where each public service answers, as the stack says. */
export function serviceUrls(
  services: TargetSettings['services'],
  url: string,
  outputs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([service, { kind }]) => {
      const own = service === main ? url : outputs[serviceOutputs(service, main).url];
      return kind === 'public' && own !== undefined ? [[service, own]] : [];
    }),
  );
}
