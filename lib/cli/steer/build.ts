import type { DeedEnd, Deeds } from '../../control/deeds';
import { PreviewError } from '../../errors';
import { skipReason } from '../../settings/target-of-branch';
import { shortHash } from '../../text/short-hash';
import { type Steering, withPreview } from './steering';

/** What the branch's own pipeline does: code of a branch runs there, and never with the rights of this job. */
export function builds(steering: Steering): Pick<Deeds, 'create' | 'rebuild'> {
  const start = (branch: string): Promise<DeedEnd> =>
    withPreview(steering, branch, async ({ repository }, settings) => {
      const head = await repository.branch(branch);
      if (head === undefined) throw refused(`There is no branch ${branch}`, 'Push it first.');
      const pattern = skipReason(settings.values, branch);
      if (pattern !== undefined) throw refused(`Branches like ${pattern} get no preview`, 'Rename the branch.');
      if (steering.pipelines === undefined) throw refused(...untold(steering.session));
      const { ci, url } = await steering.pipelines.start(branch);
      return {
        ...{ ended: 'done', text: `${ci} builds and deploys ${branch} at ${shortHash(head.commit)} now.` },
        lines: ['How it ends is said in the pull request of that branch.'],
        ...(url !== undefined && { url }),
      };
    });
  return { create: (own, { branch = own }) => start(branch), rebuild: (branch) => start(branch) };
}

/** Why the CI cannot be asked, and what to do. */
function untold({ settingsOf }: Steering['session']): readonly [string, string] {
  const { ci } = settingsOf({ kind: 'staging' }).values;
  const [name, token] = ci?.provider === 'circleci' ? ['CircleCI', 'CIRCLECI_TOKEN'] : ['GitHub', 'GITHUB_TOKEN'];
  const hint = `Set it, for jobs as a secret of the repository. Or push to the branch: its pipeline deploys it then.`;
  return [`${token} is not set: ${name} cannot be asked to run`, hint];
}

function refused(message: string, hint: string): PreviewError {
  return new PreviewError('pipeline-refused', message, { fault: 'user', hint });
}
