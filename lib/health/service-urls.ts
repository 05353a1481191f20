import { serviceOutputs } from '../facts/environment-outputs';
import type { TargetSettings } from '../settings/settings';

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
