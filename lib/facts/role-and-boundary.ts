import { PreviewError } from '../errors';
import type { TargetKind } from '../naming/target';
import type { ApplicationFacts, RoleAndBoundary } from './facts';

/**
 * The role under which CloudFormation makes a kind of stack, and the boundary of its instance roles.
 *
 * @throws PreviewError `application-without-previews` when the application stack was deployed for none
 */
export function roleAndBoundary(application: ApplicationFacts, kind: TargetKind): RoleAndBoundary {
  if (kind !== 'preview') return application;
  if (application.previews) return application.previews;
  throw new PreviewError('application-without-previews', 'The application stack was deployed without previews', {
    fault: 'user',
    hint: 'Run deploy-application for staging again.',
  });
}
