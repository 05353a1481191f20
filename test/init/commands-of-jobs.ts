/** One step of a job that a CI runs. */
export interface JobStep {
  /** A shell script with its variables, or something of the CI's own: a checkout, an orb's command, an action. */
  readonly kind: 'script' | 'own';
  /** The script, or the name of what the CI brings. */
  readonly text: string;
  readonly name?: string;
  /** Variables beside those of the job; expressions of the CI stand in them as they are written. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder, from the top of the repository. */
  readonly folder: string;
  /** What a step of the CI's own was given. */
  readonly with: Readonly<Record<string, unknown>>;
}

/** A job that runs for an event, in the order in which it may. */
export interface RunningJob {
  readonly name: string;
  /** Of the workflow, for CircleCI. */
  readonly workflow?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly steps: readonly JobStep[];
}

/**
 * What happened. `pull-request`: one of this branch was opened, from the repository `head`. `schedule` is the hourly run,
 * `dispatch` is somebody's click,
 * `comment` one that somebody wrote,
 * `merge-group` an entry of the merge queue, whose branch is GitHub's own.
 */
export interface CiEvent {
  readonly event: 'push' | 'delete' | 'schedule' | 'dispatch' | 'pull-request' | 'merge-group' | 'comment';
  /** The branch whose files the jobs have: for `delete` and `schedule` the default one. */
  readonly branch: string;
  /** @default a person */
  readonly actor?: string;
  /** `owner/repository` where it runs. @default 'acme/shop' */
  readonly repository?: string;
  /** Whether GitHub knows the repository as a fork. @default every repository but acme/shop is one */
  readonly fork?: boolean | 'unknown';
  /** Only for `pull-request`. @default the same repository */
  readonly head?: string;
  /** Only for `delete`. @default 'branch' */
  readonly refType?: 'branch' | 'tag';
  /** Only for `comment`. */
  readonly comment?: WrittenComment;
}

/** A comment, as GitHub tells of it. */
export interface WrittenComment {
  readonly body: string;
  /** @default 'MEMBER' */
  readonly association?: string;
  /** @default a person wrote it */
  readonly bot?: boolean;
  /** Whether it is of a pull request, and not of an issue. @default true */
  readonly onPullRequest?: boolean;
  /** Whether the repository is private. @default false */
  readonly private?: boolean;
}

/** The scripts of jobs, in the order in which they run. */
export function scriptsOf(jobs: readonly RunningJob[]): string[] {
  return jobs.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'script').map(({ text }) => text));
}

/** Every call of our program in a script: its arguments. Variables before it and what runs it (`npx`, `pnpm exec`) left out. */
export function callsOf(script: string): string[][] {
  return script
    .split('\n')
    .flatMap((line) => line.split(/(?:^|\s)preview-stacks(?=\s)/).slice(1))
    .map((rest) => rest.trim().split(/\s+/));
}

/** Puts what is required before what requires it. */
export function inOrder<T>(jobs: ReadonlyMap<string, T>, requires: (job: T) => readonly string[]): T[] {
  const done = new Map<string, T>();
  const take = (name: string) => {
    const job = jobs.get(name);
    if (job === undefined || done.has(name)) return;
    for (const before of requires(job)) take(before);
    done.set(name, job);
  };
  for (const name of jobs.keys()) take(name);
  return [...done.values()];
}
