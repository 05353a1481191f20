// The library: constructs for an app of one's own, what reads a settings file for the two stacks, and the one error.
export { ApplicationStack, type ApplicationStackProps } from './constructs/application-stack';
export { Database, type DatabaseProps } from './constructs/database';
export { EnvironmentStack, type EnvironmentStackProps } from './constructs/environment-stack';
export { FileStore, type FileStoreProps } from './constructs/file-store';
export { HostName, type HostNameProps } from './constructs/host-name';
export type { IamStatement } from './constructs/iam-statement';
export { type BucketReader, PrivateBucket, type PrivateBucketProps } from './constructs/private-bucket';
export type { Route } from './constructs/route';
export { Service, type ServiceProps } from './constructs/service';
export { WorkerQueue, type WorkerQueueProps } from './constructs/worker-queue';
export { type Fault, PreviewError, type PreviewErrorOptions } from './errors';
export type { Stage, Target } from './naming/target';
export { readApplicationFacts } from './settings/application-outputs';
export { checkSettings } from './settings/check';
export { environmentOutputs, serviceOutputs } from './settings/environment-outputs';
export type { AccountFacts, ApplicationFacts, BalancerFacts, NetworkFacts, ServiceRelease } from './settings/facts';
export { type OtherStage, type ResolvedSettings, resolveSettings } from './settings/resolve';
export type {
  CiSettings,
  DatabaseSettings,
  FileStoreSettings,
  PromotionSettings,
  QueueSettings,
  Routing,
  ServiceSettings,
  SettingsFile,
  SettingsLayer,
  SnapshotSettings,
  TargetSettings,
} from './settings/settings';
