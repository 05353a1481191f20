import { PreviewError } from '../../../lib/errors';
import { resolveSettings } from '../../../lib/settings/resolve';
import type { ServiceSettings } from '../../../lib/settings/settings';

/** Settings of a service as they are by default, with these parts of its own. */
export function service(parts: Partial<ServiceSettings> = {}): ServiceSettings {
  const file = { project: 'shop', base: { region: 'eu-central-1' } };
  const { web } = resolveSettings(file, { kind: 'staging' }).values.services;
  if (web) return { ...web, ...parts };
  throw new PreviewError('test-broken', 'there is no service "web" by default any more', { fault: 'us' });
}
