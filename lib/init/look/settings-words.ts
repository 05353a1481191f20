/** What a settings file says that is there already. */
export interface SettingsWords {
  /** Whether it makes a role for those who act for people. */
  readonly control: boolean;
  /** Whether it puts previews to sleep. */
  readonly sleep: boolean;
  /** What a command in a pull request begins with. @default the file names none */
  readonly word?: string;
}

/** By its words: a settings file is a program, which is not run here. */
export function settingsWords(text: string): SettingsWords {
  const has = (key: string) => new RegExp(`^[^/*]*\\b${key}['"]?\\s*:\\s*\\{`, 'm').test(text);
  const [, , word] = /^[^/*]*\bword['"]?\s*:\s*(['"])([/!@][a-z0-9][a-z0-9-]{0,28})\1/m.exec(text) ?? [];
  return { control: has('control'), sleep: has('sleep'), ...(word !== undefined && { word }) };
}
