// The door `preview-stacks/settings`: a settings file imports it, so that it must load next to nothing.
export { defineSettings } from './define-settings';
export type {
  AnnounceSettings,
  BranchOverride,
  CiSettings,
  CleanupSettings,
  DatabaseSettings,
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
} from './settings';
