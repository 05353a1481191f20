import type { BuiltInLayer } from './built-in-layer';

/** What holds for every target unless a later layer says otherwise. The region, the hosts and the domain have no default. */
export const base: BuiltInLayer = {
  target: {
    scheme: 'https',
    routing: 'load-balancer',
    network: { instanceSubnets: 'public' },
    access: { cidrs: ['0.0.0.0/0'] },
    database: {
      engine: 'postgres',
      version: '17.6',
      instanceClass: 'db.t4g.micro',
      storageGiB: 20,
      name: 'app',
      multiAz: false,
      backupRetentionDays: 0,
      protect: false,
    },
    fileStore: { versioned: true, retain: false },
    // Only what a seed has besides its command: there is no seed until a person writes one (see resolve.ts).
    seed: { service: 'web', timeoutMinutes: 15 },
    skip: [],
    maxPreviews: 20,
    terminationProtection: false,
    healthTimeoutMinutes: 15,
    allowBundleResources: false,
    cleanup: { graceMinutes: 60, maxDeletions: 20, maxShare: 0.5, protectedBranches: [], maxAgeHours: 6 },
  },
  service: () => ({
    platform: 'nodejs-22',
    instanceType: 't4g.small',
    instances: { min: 1, max: 1 },
    healthPath: '/health',
    folder: '.',
    buildOutput: [],
    environment: {},
    secrets: {},
    deploymentPolicy: 'AllAtOnce',
    logRetentionDays: 7,
    rootVolumeGiB: 10,
  }),
};
