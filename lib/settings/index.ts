// The door `preview-stacks/settings`: a settings file imports it, so that it must load next to nothing.
export { defineSettings } from './define-settings';
export type {
  BranchOverride,
  CleanupSettings,
  DatabaseSettings,
  FileStoreSettings,
  NetworkSettings,
  Routing,
  SeedSettings,
  ServiceSettings,
  SettingsFile,
  SettingsLayer,
  TargetSettings,
} from './settings';
