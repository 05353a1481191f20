import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { beyondRights } from '../../facts/rights-marks';
import { roleAndBoundary } from '../../facts/role-and-boundary';
import type { ResolvedSettings } from '../../settings/resolve';

/** So many are named; who wrote them knows the others. */
const shown = 4;

/**
 * What CloudFormation may do for an extension was decided when the application stack was deployed. A branch that gives itself more finds out
 * here, before AWS refuses it in the middle of a deploy. Without an extension there is nothing to refuse.
 *
 * @throws PreviewError `beyond-reach` when settings give rights that the application stack was deployed without
 */
export function checkRights(application: ApplicationFacts, { target, extend, values }: ResolvedSettings): void {
  if (extend === undefined) return;
  const beyond = beyondRights(values.rights, roleAndBoundary(application, target.kind).rights);
  if (beyond.length === 0) return;
  const more = beyond.length - shown;
  const named = [...beyond.slice(0, shown), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const whose = target.kind === 'preview' ? 'previews' : target.kind;
  throw new PreviewError(
    'beyond-reach',
    `Stacks of ${whose} have no right to ${named} yet: the application stack was deployed before settings gave ${beyond.length === 1 ? 'it' : 'them'}`,
    {
      fault: 'user',
      hint: `Once \`rights\` are in the settings on the default branch, run deploy-application for ${application.stage} again.`,
    },
  );
}
