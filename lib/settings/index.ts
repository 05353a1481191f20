// The door `preview-stacks/settings`: a settings file imports it, so that it must load next to nothing.

export type { AlarmSettings } from './alarms/alarm-settings';
export type { CiSettings, ControlAllowSettings, ControlSettings, SlackControlSettings } from './ci-settings';
export { defineSettings } from './define-settings';
export { rightsFor } from './rights/rights-for';
export type { RightStatement, RightsSettings } from './rights/rights-settings';
export type {
  AnnounceSettings,
  BranchOverride,
  CleanupSettings,
  DatabaseField,
  DatabaseSettings,
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
} from './settings';
export type { NightSettings, SleepSettings, Weekday } from './sleep/sleep-settings';
