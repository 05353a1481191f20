import { environmentOutputs } from '../../facts/environment-outputs';
import type { Stack } from '../../ports/stacks';
import { tlsByDefault } from '../../settings/database-tls';
import type { ResolvedSettings } from '../../settings/resolve';

/**
 * The settings with the version's own way with TLS written out where they say nothing and the stack names a parameter group: a template that
 * names none would leave the database with the group of a setting that is gone.
 */
export function pinTls(settings: ResolvedSettings, stack: Pick<Stack, 'outputs'> | undefined): ResolvedSettings {
  const { database } = settings.values;
  const isNamed = stack?.outputs[environmentOutputs.databaseParameterGroup] !== undefined;
  if (database === 'none' || database.tls !== undefined || !isNamed) return settings;
  return { ...settings, values: { ...settings.values, database: { ...database, tls: tlsByDefault(database) } } };
}
