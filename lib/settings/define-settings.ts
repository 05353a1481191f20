import type { SettingsFile } from './settings';

/** Gives the settings back as they are; an editor then completes and checks them. Their values are checked when they are read. */
export function defineSettings(file: SettingsFile): SettingsFile {
  return file;
}
