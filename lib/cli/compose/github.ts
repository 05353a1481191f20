import type { GitHub } from '../../github/open-github';
import { SystemClock } from '../../machine/system-clock';
import type { Progress } from '../../progress';
import type { Invocation } from '../command';
import type { Session } from '../session';

const opened = new WeakMap<Session, GitHub>();

/**
 * The repository on GitHub that the settings name, undefined when they name none: one for a session, so that all who ask GitHub share one
 * client, its patience with rate limits and its count of what was made.
 */
export function gitHubOf(invocation: Invocation, session: Session, progress: Progress): GitHub | undefined {
  if (session.file.github === undefined) return undefined;
  const found = opened.get(session);
  if (found) return found;
  const { openGitHub } = require('../../github/open-github') as typeof import('../../github/open-github');
  const { env, signal, waitMinutes } = invocation;
  const clock = new SystemClock();
  const access = {
    token: env.GITHUB_TOKEN,
    baseUrl: env.GITHUB_API_URL,
    clock,
    signal,
    ...(waitMinutes !== undefined && { deadline: new Date(clock.now().getTime() + waitMinutes * 60_000) }),
    waiting: (milliseconds: number) => progress.emit({ kind: 'github-awaited', milliseconds }),
  };
  const made = openGitHub(session.file.github, access, session.file.formerly);
  opened.set(session, made);
  return made;
}

/** Address of the GitHub that people see. GitHub Actions names it to its jobs; else it is where the API is. */
export function webOf({ GITHUB_SERVER_URL: server, GITHUB_API_URL: api }: Invocation['env']): string {
  return server || api?.replace(/(?:\/api\/v3)?\/?$/, '').replace('//api.', '//') || 'https://github.com';
}
