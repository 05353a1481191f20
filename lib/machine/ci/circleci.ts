import { type Ci, type Environment, given, type HeadFacts, runOf } from './ci';

export const circleci: Ci = {
  mark: 'CIRCLECI',
  read: (environment) => ({
    ...headOf(environment),
    run: runOf(given(environment.CIRCLE_BUILD_URL), given(environment.CIRCLE_USERNAME)),
  }),
};

function headOf(environment: Environment): HeadFacts {
  const branch = given(environment.CIRCLE_BRANCH);
  const commit = given(environment.CIRCLE_SHA1);
  const tag = given(environment.CIRCLE_TAG);
  const head = { ...(commit && { commit, checkedOut: commit }) };
  if (tag) return { ...head, foreign: `this is a build of the tag ${tag}` };
  // CircleCI sets the first two in builds of forks only, and names the branch of such a build `pull/<number>`.
  const fork = given(environment.CIRCLE_PR_REPONAME) ?? given(environment.CIRCLE_PR_USERNAME);
  if (fork || /^pull\/\d+(\/|$)/.test(branch ?? '')) {
    return { ...head, foreign: 'this is a build of a pull request from a fork' };
  }
  return { ...head, ...(branch && { branch }) };
}
