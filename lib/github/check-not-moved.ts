import { PreviewError } from '../errors';

/**
 * GitHub redirects from a former name, so an answer may be of a repository that has another one now.
 *
 * @param known `owner/name` in the settings
 * @param fullName the same as GitHub says it
 * @throws PreviewError `github-moved`
 */
export function checkNotMoved(known: string, fullName: string): void {
  if (fullName.toLowerCase() === known.toLowerCase()) return;
  throw new PreviewError('github-moved', `repository ${known} is now ${fullName}`, {
    fault: 'world',
    hint: `Set \`github: '${fullName}'\` and \`formerly: ['${known}']\` in the settings file, and run deploy-application for each stage.`,
  });
}
