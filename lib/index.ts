// The library: constructs for an app of one's own, what reads a settings file for the two stacks, and the one error.

export type {
  AccountOfApp,
  ApplicationStackProps,
  ExistingParts,
  NetworkOfApp,
} from './constructs/application-props';
export { ApplicationStack } from './constructs/application-stack';
export { AccessLogBucket, type AccessLogBucketProps } from './constructs/data/access-log-bucket';
export { Database, type DatabaseInPlace, type DatabaseOwnProps, type DatabaseProps } from './constructs/data/database';
export type { IDatabase } from './constructs/data/database-base';
export { FileStore, type FileStoreProps } from './constructs/data/file-store';
export type {
  DatabaseAttributes,
  DatabaseCredentials,
  DatabaseFacts,
  DatabaseGroup,
} from './constructs/data/imported-database';
export {
  type AccessLogTarget,
  type BucketReader,
  PrivateBucket,
  type PrivateBucketProps,
} from './constructs/data/private-bucket';
export { EnvironmentStack, type EnvironmentStackProps } from './constructs/environment-stack';
export { defineExtension, type Extension, type ExtensionScope } from './constructs/extension/extension';
export { HostName, type HostNameOwnProps, type HostNameProps, type HostNameZone } from './constructs/network/host-name';
export { type Place, type PlaceOptions, type PlaceProps, placeOf } from './constructs/network/place';
export {
  type BalancerCertificates,
  SharedBalancer,
  type SharedBalancerOwnProps,
  type SharedBalancerProps,
} from './constructs/network/shared-balancer';
export type { VpcIds, VpcSelection } from './constructs/network/vpc-subnets';
export type { IamStatement } from './constructs/rights/iam-statement';
export type { SecretKey } from './constructs/rights/instance/secret-statements';
export type {
  IService,
  ServiceAttributes,
  ServiceFacts,
  ServiceGroup,
  ServiceRole,
} from './constructs/service/imported-service';
export type { Route } from './constructs/service/route';
export type { BalancerConstruct, RouteProps, SharingBalancer } from './constructs/service/route-props';
export { Service } from './constructs/service/service';
export type {
  BeanstalkServiceRole,
  InstanceBoundary,
  ServiceInPlace,
  ServiceInSubnets,
  ServiceInVpc,
  ServiceNetwork,
  ServiceOwnParts,
  ServiceOwnProps,
  ServiceParts,
  ServiceProps,
} from './constructs/service/service-props';
export { type GivenQueue, WorkerQueue, type WorkerQueueProps } from './constructs/service/worker-queue';
export { type Fault, PreviewError, type PreviewErrorOptions } from './errors';
export { readApplicationFacts } from './facts/application-outputs';
export { environmentOutputs, serviceOutputs } from './facts/environment-outputs';
export type {
  AccountFacts,
  ApplicationFacts,
  BalancerFacts,
  NetworkFacts,
  PreviewGuard,
  ServiceRelease,
} from './facts/facts';
export type { PreviewAllowList as PreviewReach } from './facts/preview-allow-list';
export type { Stage, Target } from './naming/target';
export type { AlarmSettings } from './settings/alarms/alarm-settings';
export { checkSettings } from './settings/check';
export type {
  CiSettings,
  ControlAllowSettings,
  ControlSettings,
  PromotionSettings,
  SlackControlSettings,
} from './settings/ci-settings';
export { type OtherStage, type ResolvedSettings, resolveSettings } from './settings/resolve';
export { rightsFor } from './settings/rights/rights-for';
export type { RightStatement, RightsSettings } from './settings/rights/rights-settings';
export type {
  AnnounceSettings,
  BranchOverride,
  CleanupSettings,
  DatabaseField,
  DatabaseSettings,
  DeepPartial,
  FileStoreField,
  FileStoreSettings,
  LimitSettings,
  NetworkSettings,
  QueueSettings,
  Routing,
  SeedSettings,
  ServiceSettings,
  SettingsFile,
  SettingsLayer,
  SnapshotSettings,
  TargetSettings,
} from './settings/settings';
export type { NightSettings, SleepSettings, Weekday } from './settings/sleep/sleep-settings';
