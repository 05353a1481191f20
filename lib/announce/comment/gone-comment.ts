import type { RemovalNotice } from '../../ports/removal-notices';
import { codeSpan } from '../../text/markdown';
import { moment } from '../text/moment';
import { commentMarker } from './comment-marker';

/** What the comment of a removed preview says. */
export function goneComment(
  project: string,
  notice: Pick<RemovalNotice, 'targetId' | 'branch' | 'because'>,
  at: Date,
): string {
  const { targetId, branch, because } = notice;
  return [
    commentMarker(project, targetId),
    '### Preview: gone',
    `It was taken away with its data because ${codeSpan(because, 400)}. A push to the branch makes a new one.`,
    `- **Branch** ${codeSpan(branch, 255)}`,
    `Last change ${moment(at)}. This comment is edited in place.`,
  ].join('\n\n');
}
