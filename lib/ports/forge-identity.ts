import type { GitHubRepository } from '../facts/ci-repository';

/** How the forge writes the subject of a job's token. */
export interface JobSubjects {
  /** In the form that a role's trust policy is made for. */
  readonly byDefault: boolean;
  /** The claims of which a subject of another form consists, in order. @default [] */
  readonly claims: readonly string[];
}

/** As what the forge shows a repository and its jobs to others. Every method throws PreviewError (fault world) when the forge does not say. */
export interface ForgeIdentity {
  repository(): Promise<GitHubRepository>;
  jobSubjects(): Promise<JobSubjects>;
}
