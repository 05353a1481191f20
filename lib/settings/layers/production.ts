import type { BuiltInLayer } from './built-in-layer';

/** Production survives the loss of an instance, of a zone and of a careless command. */
export const production: BuiltInLayer = {
  target: {
    database: { instanceClass: 'db.t4g.medium', multiAz: true, backupRetentionDays: 14, protect: true },
    fileStore: { retain: true },
    accessLogs: true,
    terminationProtection: true,
    allowBundleResources: true,
  },
  service: () => ({ instances: { min: 2, max: 4 }, deploymentPolicy: 'Rolling', logRetentionDays: 90 }),
};
