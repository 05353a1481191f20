import type { Ci, CiFacts, Environment } from './ci';
import { circleci } from './circleci';
import { githubActions } from './github-actions';

/** A further CI service is one file beside these and one entry here. */
const table: readonly Ci[] = [circleci, githubActions];

/** Whether a job of CI runs this: one of those that we know, or one that sets `CI`, as nearly all do. */
export function inCi(environment: Environment): boolean {
  return readCiVariables(environment) !== undefined || !['', 'false', undefined].includes(environment.CI);
}

/** Reads the variables of the CI service that runs this job; undefined outside of all that we know. */
export function readCiVariables(environment: Environment): CiFacts | undefined {
  return table.find(({ mark }) => environment[mark] === 'true')?.read(environment);
}
