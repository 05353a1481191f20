import type { BuiltInLayer } from './built-in-layer';

/** Staging is small, but its data may be worth a day's backup. */
export const staging: BuiltInLayer = {
  target: { database: { backupRetentionDays: 1 }, allowBundleResources: true },
  service: () => ({}),
};
