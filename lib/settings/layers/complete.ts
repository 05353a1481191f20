import { derived } from '../derived';
import type { DatabaseSettings, DeepPartial, FileStoreSettings, ServiceSettings } from '../settings';
import { base } from './base';
import { inherit, nothing, plain } from './inherit';
import type { SettingRecord } from './tree';

/** A service with the built-in value of everything that is not given: for who has constructs and no settings file. */
export function completeService(given: DeepPartial<ServiceSettings> = {}): ServiceSettings {
  const services = complete('services', { it: base.service({}) }, { it: given });
  return services.it as unknown as ServiceSettings;
}

/** A database with the built-in value of everything that is not given. */
export function completeDatabase(given: DeepPartial<DatabaseSettings> = {}): DatabaseSettings {
  return complete('database', base.target.database, given) as unknown as DatabaseSettings;
}

/** A file store with the built-in value of everything that is not given. */
export function completeFileStore(given: DeepPartial<FileStoreSettings> = {}): FileStoreSettings {
  return complete('fileStore', base.target.fileStore, given) as unknown as FileStoreSettings;
}

function complete(key: string, builtIn: unknown, given: unknown): SettingRecord {
  const layers = [builtIn, given].map((values) => ({ [key]: values }) as SettingRecord);
  const values = layers.reduce((before, layer) => inherit(before, layer, { layer: 'built-in base' }), nothing);
  return plain(derived(values))[key] as SettingRecord;
}
