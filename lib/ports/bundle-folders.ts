/** A bundle on this computer, as a list of bundles names it. */
export interface ListedBundle {
  /** Content hash: 64 hex of sha256 over the file list, not over the zip. */
  readonly hash: string;
  /** Path of the zip. */
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
}

/** The bundles of one commit: what was built and tested, and what every deploy of that commit takes. */
export interface BundleList {
  /** Full SHA of what was checked out. */
  readonly commit: string;
  /** Raw name of the branch that it was made for. */
  readonly branch: string;
  /** By service name. */
  readonly services: Readonly<Record<string, ListedBundle>>;
}

/** Folders in which bundles wait from the job that makes them to the jobs that deploy them. */
export interface BundleFolders {
  /** Copies the zips to `<folder>/<service>.zip` and writes the list beside them, last: a folder that is half written has none. */
  write(folder: string, list: BundleList): Promise<BundleList>;
  /** Undefined when there is no folder at that path. Throws PreviewError `bundle-list-unreadable` (fault user) when it holds no list. */
  read(folder: string): Promise<BundleList | undefined>;
}
