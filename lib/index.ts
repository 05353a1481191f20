// The library: constructs for an app of one's own, the types of settings, and the one error.
export { ApplicationStack, type ApplicationStackProps } from './constructs/application-stack';
export { Database, type DatabaseProps } from './constructs/database';
export { EnvironmentStack, type EnvironmentStackProps } from './constructs/environment-stack';
export { FileStore, type FileStoreProps } from './constructs/file-store';
export { HostName, type HostNameProps } from './constructs/host-name';
export type { IamStatement } from './constructs/iam-statement';
export type { Route } from './constructs/route';
export { Service, type ServiceProps } from './constructs/service';
export { type Fault, PreviewError, type PreviewErrorOptions } from './errors';
export type { Stage, Target } from './naming/target';
export type { AccountFacts, ApplicationFacts, BalancerFacts, NetworkFacts, ServiceRelease } from './settings/facts';
export type { ResolvedSettings } from './settings/resolve';
export type {
  DatabaseSettings,
  FileStoreSettings,
  Routing,
  ServiceSettings,
  SettingsFile,
  SettingsLayer,
  TargetSettings,
} from './settings/settings';
