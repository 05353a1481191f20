import { readFileSync } from 'node:fs';
import type { CiRun } from '../../ports/checkout';

/** What CI says about the build that is running. */
export interface CiFacts {
  /** Raw name of the branch; absent in builds of tags. */
  readonly branch?: string;
  /** SHA of the branch's head, as CI was told. */
  readonly commit?: string;
  /** SHA that CI checked out: another one than `commit` when CI builds the merge of a pull request. */
  readonly checkedOut?: string;
  /** Why such a build deploys nothing: a fork, a tag. */
  readonly foreign?: string;
  /** Page of the job that is running, and who pushed. */
  readonly run: CiRun;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables of CircleCI and GitHub Actions; undefined outside of both. */
export function readCiVariables(environment: Environment): CiFacts | undefined {
  if (environment.CIRCLECI === 'true') {
    const run = runOf(given(environment.CIRCLE_BUILD_URL), given(environment.CIRCLE_USERNAME));
    return { ...circleci(environment), run };
  }
  if (environment.GITHUB_ACTIONS === 'true') {
    return { ...githubActions(environment), run: runOf(actionsRun(environment), given(environment.GITHUB_ACTOR)) };
  }
  return undefined;
}

function runOf(url: string | undefined, actor: string | undefined): CiRun {
  return { ...(url && { url }), ...(actor && { actor }) };
}

function actionsRun(environment: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = environment;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
}

type HeadFacts = Omit<CiFacts, 'run'>;

function circleci(environment: Environment): HeadFacts {
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

function githubActions(environment: Environment): HeadFacts {
  const ref = environment.GITHUB_REF ?? '';
  const checkedOut = given(environment.GITHUB_SHA);
  const seen = { ...(checkedOut && { checkedOut }) };
  if (ref.startsWith('refs/tags/')) return { ...seen, foreign: `this is a build of the tag ${ref.slice(10)}` };
  if (environment.GITHUB_HEAD_REF || ref.startsWith('refs/pull/')) return { ...seen, ...pullRequest(environment) };
  if (!ref.startsWith('refs/heads/')) return seen;
  return { ...seen, ...(checkedOut && { commit: checkedOut }), branch: ref.slice('refs/heads/'.length) };
}

/** In a pull request GITHUB_SHA is a merge that is on no branch; whose the head is stands in the event's file only. */
function pullRequest(environment: Environment): HeadFacts {
  const head = readHead(environment.GITHUB_EVENT_PATH);
  if (!head) return { foreign: 'this is a pull request, and its event does not say from where it comes' };
  if (head.repository.toLowerCase() !== environment.GITHUB_REPOSITORY?.toLowerCase()) {
    return { foreign: 'this is a build of a pull request from a fork' };
  }
  return { branch: head.branch, commit: head.commit };
}

function readHead(file: string | undefined): { branch: string; commit: string; repository: string } | undefined {
  try {
    const event = JSON.parse(readFileSync(file ?? '', 'utf8')) as {
      pull_request?: { head?: { ref?: unknown; sha?: unknown; repo?: { full_name?: unknown } | null } };
    };
    const head = event.pull_request?.head;
    const [branch, commit, repository] = [head?.ref, head?.sha, head?.repo?.full_name];
    if (typeof branch !== 'string' || typeof commit !== 'string' || typeof repository !== 'string') return undefined;
    return { branch, commit, repository };
  } catch {
    // No file, or not JSON: nobody knows, and the caller says so.
    return undefined;
  }
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
