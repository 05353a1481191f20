import { readFileSync } from 'node:fs';
import { type Ci, type Environment, given, type HeadFacts, runOf } from './ci';

export const githubActions: Ci = {
  mark: 'GITHUB_ACTIONS',
  read: (environment) => ({
    ...headOf(environment),
    run: runOf(pageOf(environment), given(environment.GITHUB_ACTOR)),
  }),
};

function pageOf(environment: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = environment;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
}

function headOf(environment: Environment): HeadFacts {
  const ref = environment.GITHUB_REF ?? '';
  const checkedOut = given(environment.GITHUB_SHA);
  const seen = { ...(checkedOut && { checkedOut }) };
  if (ref.startsWith('refs/tags/')) return { ...seen, foreign: `this is a build of the tag ${ref.slice(10)}` };
  if (environment.GITHUB_HEAD_REF || ref.startsWith('refs/pull/')) return { ...seen, ...pullRequest(environment) };
  if (!ref.startsWith('refs/heads/')) return seen;
  return { ...seen, ...(checkedOut && { commit: checkedOut }), branch: ref.slice('refs/heads/'.length) };
}

/** In a pull request GITHUB_SHA is a merge that is on no branch. Only the event's file names the head and its repository. */
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
    // No file, or not JSON: the caller says that the event is unreadable.
    return undefined;
  }
}
