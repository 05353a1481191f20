import { PreviewError } from '../../../errors';
import { GitHubSignIn } from '../../../github/github-sign-in';
import { openGitHub } from '../../../github/open-github';
import { SystemClock } from '../../../machine/system-clock';
import type { SignIn } from '../../../ports/sign-in';
import { type Access, accessBy } from '../../../web/sign-in/access';
import type { Invocation } from '../../command';
import type { Session } from '../../session';
import { webOf } from '../github';
import { namedRepository } from './forge';

/** Who people are, and what they may do, at GitHub. */
export interface OpenedSignIn {
  readonly signIn: SignIn;
  readonly access: Access;
  readonly repository: string;
}

/**
 * By the OAuth app and the token that the environment names.
 *
 * @throws PreviewError `control-without-github`, `sign-in-unset`
 */
export function openSignIn({ env, signal }: Invocation, session: Session): OpenedSignIn {
  const repository = namedRepository(session);
  const given = (name: string) => {
    const value = env[name];
    if (value) return value;
    throw new PreviewError('sign-in-unset', `${name} is not set`, {
      fault: 'user',
      hint: 'People sign in by an OAuth app of GitHub: docs/team-page.md says how it is registered, and which variables serve needs.',
    });
  };
  const baseUrl = env.GITHUB_API_URL;
  const signIn = new GitHubSignIn({
    ...{ clientId: given('GITHUB_OAUTH_CLIENT_ID'), clientSecret: given('GITHUB_OAUTH_CLIENT_SECRET') },
    ...{ web: webOf(env), baseUrl },
  });
  // A person waits for each answer: a limit that is used up is an answer, too.
  const asking = { clock: new SystemClock(), signal, token: given('GITHUB_TOKEN'), baseUrl, waitBudgetSeconds: 0 };
  // A client gives up after many refusals; this process lives for weeks, so that each question has one of its own.
  const access: Access = (person) =>
    accessBy(openGitHub(repository, asking, session.file.formerly).conversations)(person);
  return { signIn, access, repository };
}
