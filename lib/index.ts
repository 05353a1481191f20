// The library: constructs for an app of one's own, what reads a settings file for the two stacks, and the one error.
export { AccessLogBucket, type AccessLogBucketProps } from './constructs/access-log-bucket';
export { ApplicationStack, type ApplicationStackProps } from './constructs/application-stack';
export { Database, type DatabaseProps } from './constructs/database';
export { EnvironmentStack, type EnvironmentStackProps } from './constructs/environment-stack';
export { FileStore, type FileStoreProps } from './constructs/file-store';
export { HostName, type HostNameProps } from './constructs/host-name';
export type { IamStatement } from './constructs/iam-statement';
export {
  type AccessLogTarget,
  type BucketReader,
  PrivateBucket,
  type PrivateBucketProps,
} from './constructs/private-bucket';
export type { Route } from './constructs/route';
export { Service, type ServiceProps } from './constructs/service';
export { SharedBalancer, type SharedBalancerProps } from './constructs/shared-balancer';
export { WorkerQueue, type WorkerQueueProps } from './constructs/worker-queue';
export { type Fault, PreviewError, type PreviewErrorOptions } from './errors';
export type { Stage, Target } from './naming/target';
export { readApplicationFacts } from './settings/application-outputs';
export { checkSettings } from './settings/check';
export { environmentOutputs, serviceOutputs } from './settings/environment-outputs';
export type {
  AccountFacts,
  ApplicationFacts,
  BalancerFacts,
  NetworkFacts,
  PreviewGuard,
  ServiceRelease,
} from './settings/facts';
export type { PreviewReach } from './settings/preview-reach';
export { type OtherStage, type ResolvedSettings, resolveSettings } from './settings/resolve';
export type {
  AnnounceSettings,
  BranchOverride,
  CiSettings,
  CleanupSettings,
  DatabaseSettings,
  DeepPartial,
  FileStoreSettings,
  LimitSettings,
  NetworkSettings,
  PromotionSettings,
  QueueSettings,
  Routing,
  SeedSettings,
  ServiceSettings,
  SettingsFile,
  SettingsLayer,
  SnapshotSettings,
  TargetSettings,
} from './settings/settings';
