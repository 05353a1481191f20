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
}

/** Where `deploy --promote` finds what staging ran. Production only. */
export interface PromotionSettings {
  /** Staging's bundle bucket: the output `BundleBucket` of its application stack. Must be given. */
  readonly bucket: string;
}
