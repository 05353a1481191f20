import { PreviewError } from '../errors';
import type { TargetKind } from '../naming/target';
import type { ApplicationFacts, Guard } from './facts';

/**
 * Under whose rights stacks of a kind are made, and what bounds their instances.
 *
 * @throws PreviewError `application-without-previews` when the application stack was deployed for none
 */
export function guardOf(application: ApplicationFacts, kind: TargetKind): Guard {
  if (kind !== 'preview') return application;
  if (application.previews) return application.previews;
  throw new PreviewError('application-without-previews', 'The application stack was deployed without previews', {
    fault: 'user',
    hint: 'Run deploy-application for staging again.',
  });
}
