import { isArm } from '../is-arm';
import type { BuiltInLayer } from './built-in-layer';

/**
 * A preview is small, has one instance, and leaves nothing behind: whatever staging protects is not protected here. It comes
 * after staging's layers, so that staging may grow without its previews growing too.
 */
export const preview: BuiltInLayer = {
  target: {
    routing: 'shared-load-balancer',
    database: { instanceClass: 'db.t4g.micro', storageGiB: 20, multiAz: false, backupRetentionDays: 0, protect: false },
    fileStore: { versioned: false, retain: false },
    access: { index: false },
    accessLogs: false,
    terminationProtection: false,
    allowBundleResources: false,
  },
  service: (inherited) => ({
    // A bundle or an image built for one kind of processor does not start on the other.
    instanceType: isArm(inherited.instanceType) ? 't4g.micro' : 't3.micro',
    instances: { min: 1, max: 1 },
    deploymentPolicy: 'AllAtOnce',
    logRetentionDays: 7,
  }),
};
