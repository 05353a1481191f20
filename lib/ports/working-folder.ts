/** What git says about a repository. */
export interface GitFacts {
  /** Address of the remote as the person wrote it. It may hold credentials: never print or keep it. @default no remote */
  readonly remoteUrl?: string;
  /** Name of that remote: `origin` when there is one of that name. @default no remote */
  readonly remoteName?: string;
  /** The branch that the remote calls its default one; else `main` or `master` when there is one; else the one checked out. @default not known */
  readonly defaultBranch?: string;
}

/** The files of a repository, as far as a new team's first files need them. Paths start at its top and are written with `/`. */
export interface WorkingFolder {
  /** The folder of the application, from the top of the repository; empty at the top. */
  readonly place: string;
  /** Name of the repository's own folder. */
  readonly name: string;
  git(): Promise<GitFacts>;
  /** The text of a file; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** Names of the files and folders in a folder; none when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Makes a file with its folders; false, and nothing is changed, when something of that name is there. */
  writeIfAbsent(path: string, text: string): Promise<boolean>;
  /** Adds to the end of a file, which is made when it is not there. */
  append(path: string, text: string): Promise<void>;
  /** Whether git ignores what lies at this path. */
  ignores(path: string): Promise<boolean>;
}
