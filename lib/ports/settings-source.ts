/** Settings as their source holds them. */
export interface LoadedSettings {
  /** Not checked yet. */
  readonly value: unknown;
  /** What errors and reports call the source: the path of a file, or an address such as `s3://bucket/key`. */
  readonly name: string;
  /** Folder that paths in the settings start from. @default none: the source is no working copy, and nothing can be packed from it */
  readonly root?: string;
}

/** Where settings come from: a file in the working copy, or elsewhere. */
export interface SettingsSource {
  /**
   * Reads them again each time.
   *
   * @throws PreviewError `settings-missing` when there are none, `settings-unreadable` with the place of the fault when they cannot be read
   */
  load(): Promise<LoadedSettings>;
}
