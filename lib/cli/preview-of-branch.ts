import { PreviewError } from '../errors';
import type { ResolvedSettings } from '../settings/resolve';
import { targetOfBranch } from '../settings/target-of-branch';
import { plain } from '../text/visible';
import type { OptionsOf } from './command';
import type { branch } from './flags';
import { chooseBranch, type Session } from './session';

/**
 * The settings of the preview of a branch, for what is done to previews alone.
 *
 * @param because goes on after the name of the stage: `which no cleanup deletes`
 * @throws PreviewError `option-invalid` for the branch of a stage
 */
export async function previewOfBranch(
  session: Session,
  options: OptionsOf<typeof branch>,
  because: string,
): Promise<ResolvedSettings> {
  const name = await chooseBranch(session, options);
  const target = targetOfBranch(session.file, name);
  if (target.kind === 'preview') return session.settingsOf(target);
  throw new PreviewError('option-invalid', `Pushes to ${plain(name)} deploy ${target.kind}, ${because}`, {
    fault: 'user',
    hint: 'Name the branch of a preview with --branch.',
  });
}
