import type { ForgeRight, ForgeRightFinding } from '../../ports/forge-rights';
import type { AnnounceSettings } from '../../settings/settings';
import type { Check } from '../check';
import { type Finding, fault, ok, warning } from '../finding';
import type { Member } from '../members';

/** What GitHub lets the token do. */
export const gitHubTokenCheck: Check = {
  name: 'github',
  title: 'GitHub token',
  async look({ ports: { rights }, request: { settings }, members }) {
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
    return [ok(`${login} on ${settings.github}${spent}`), ...found.map((one) => findingOf(one, members))];
  },
};

/** What each right is for, by the settings of what is announced. */
const uses: Readonly<Record<ForgeRight, (announce: AnnounceSettings) => boolean>> = {
  'read branches': () => true,
  'write deployments': ({ deployments }) => deployments,
  'write commit statuses': ({ commitStatus }) => commitStatus,
  'write pull-request comments': ({ comment }) => comment,
};

function findingOf({ right, state, reason, hint }: ForgeRightFinding, members: readonly Member[]): Finding {
  if (state === 'granted') return ok(`may ${right}: ${reason}`);
  if (!members.some(({ values }) => uses[right](values.announce))) {
    return ok(`need not ${right}: settings have it switched off`);
  }
  if (state === 'unknown') return warning(`may perhaps ${right}: ${reason}`, hint);
  // Without branches nothing can be decided; what cannot be announced never stops a deploy.
  const grave = right === 'read branches' ? fault : warning;
  return grave(`may not ${right}: ${reason}`, hint);
}
