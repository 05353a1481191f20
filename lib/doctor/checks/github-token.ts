import type { ForgeRightFinding } from '../../ports/forge-rights';
import type { Check } from '../check';
import { type Finding, fault, ok, warning } from '../finding';

/** What GitHub lets the token do. */
export const gitHubTokenCheck: Check = {
  name: 'github',
  title: 'GitHub token',
  async look({ ports: { rights }, request: { settings } }) {
    if (settings.github === undefined || rights === undefined) {
      return [
        ok(
          'none is needed: settings name no `github`, so that branches come from the git remote and nothing is announced there',
        ),
      ];
    }
    const login = await rights.login();
    if (login === undefined) {
      return [
        warning(
          `there is none: ${settings.github} is read as anybody may, and nothing is announced on its pull requests`,
          'Set GITHUB_TOKEN, for a private repository in any case.',
        ),
      ];
    }
    const [found, limit] = await Promise.all([rights.check(), rights.rateLimit()]);
    const spent = limit === undefined ? '' : `, ${limit.remaining} of ${limit.limit} requests left`;
    return [ok(`${login} on ${settings.github}${spent}`), ...found.map(findingOf)];
  },
};

function findingOf({ right, state, reason, hint }: ForgeRightFinding): Finding {
  switch (state) {
    case 'granted':
      return ok(`may ${right}: ${reason}`);
    case 'missing': {
      // Without branches nothing can be decided; what is announced never stops a deploy.
      const grave = right === 'read branches' ? fault : warning;
      return grave(`may not ${right}: ${reason}`, hint);
    }
    case 'unknown':
      return warning(`may perhaps ${right}: ${reason}`, hint);
  }
}
