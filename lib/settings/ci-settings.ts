/** The CI whose jobs may take the roles for deploy and cleanup by OpenID Connect, without any stored key. Needs `github`. */
export interface CiSettings {
  /** Where the jobs run. Must be given. */
  readonly provider: 'circleci' | 'github-actions';
  /** Id of the organization on CircleCI. @default none: must be given for CircleCI */
  readonly organizationId?: string;
  /** Id of the project on CircleCI. @default none: must be given for CircleCI */
  readonly projectId?: string;
  /** Number of the repository on GitHub, for roles that trust GitHub. @default asked of GitHub by `deploy-application`; unknown, any fits */
  readonly repositoryId?: number;
  /** Number of its owner on GitHub, for roles that trust GitHub. @default asked of GitHub by `deploy-application`; unknown, any fits */
  readonly ownerId?: number;
  /** The application stack makes the identity provider; an account can have one for each CI only. @default true */
  readonly createProvider: boolean;
  /** Names of ECR repositories of the account and region to which the roles for deploys may push. @default [] */
  readonly imageRepositories: readonly string[];
}

/**
 * Who may act on previews from a pull request, a chat or a page, under a role of its own: wake one, put it to sleep, keep it, delete it, read its logs.
 * Jobs of two workflow files of the default branch may, which is staging's. Needs `ci`. In staging or base.
 */
export interface ControlSettings {
  /** ARN of the IAM role of a bot or a page that may, too. It must be there, in staging's account. @default none: the jobs alone */
  readonly principal?: string;
  /** Where `ci` is not GitHub Actions, the application stack makes GitHub's identity provider; an account can have one only. @default true */
  readonly createProvider: boolean;
  /** A line of a comment that begins with it is a command: `/`, `!` or `@`, then lower-case letters, digits and hyphens, 2–30 characters in all. @default '/preview' */
  readonly word: string;
  /** Who may do more than all who may write to the repository; see below. */
  readonly allow: ControlAllowSettings;
  /** `keep` for more days than this from now on is a long one, for `allow.longKeeps`. @default 7 */
  readonly longKeepDays: number;
  /** In a repository that anybody may read, `logs` shows lines of the app, too, and not only where they are. @default false */
  readonly publicLogs: boolean;
  /** Who may ask in a chat on Slack, of `bot`. @default none: no one may */
  readonly slack?: SlackControlSettings;
}

/**
 * Each is 'write' (all who may write to the repository on GitHub), 'author' (who opened the pull request, and admins), 'admin' (those of the
 * repository), or a list of logins on GitHub. The right to write is needed for each; with an empty list, no one may.
 */
export interface ControlAllowSettings {
  /** Who may delete a preview with its data. @default 'author' */
  readonly destroy: 'write' | 'author' | 'admin' | readonly string[];
  /** Who may keep one for more than `longKeepDays`. @default 'admin' */
  readonly longKeeps: 'write' | 'author' | 'admin' | readonly string[];
  /** Who may keep one without an end; `cleanup.maxKeepDays` must allow it, too. @default 'admin' */
  readonly forever: 'write' | 'author' | 'admin' | readonly string[];
}

/** Who may ask the bot for something in Slack; ids, which no one can choose, and not names. Guests and people of other workspaces never may. */
export interface SlackControlSettings {
  /** Id of the workspace: `T` or `E`, then capitals and digits. Must be given. */
  readonly team: string;
  /** Ids of people who may do what those may do who may write to the repository: `U` or `W`, then capitals and digits. @default none */
  readonly users?: readonly string[];
  /** Id of a user group whose members may, too: `S`, then capitals and digits. @default none */
  readonly group?: string;
  /** Ids of people who may do what admins of the repository may. @default none */
  readonly admins?: readonly string[];
  /** The slash command of the Slack app: 2–32 characters. @default none: it is /preview */
  readonly slashCommand?: string;
}

/** Where `deploy --promote` finds what staging ran. Production only. */
export interface PromotionSettings {
  /** Staging's bundle bucket: the output `BundleBucket` of its application stack. Must be given. */
  readonly bucket: string;
}
