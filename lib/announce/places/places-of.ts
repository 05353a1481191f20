import type { Target } from '../../naming/target';
import type { Clock } from '../../ports/clock';
import type { Outputs } from '../outputs';
import { ChatPlace } from './chat-place';
import { CommentPlace } from './comment-place';
import { CommitStatusPlace } from './commit-status-place';
import { DeploymentPlace } from './deployment-place';
import type { Place } from './place';

/** The places where a target is announced; pull requests hear of previews only. */
export function placesOf(outputs: Outputs, target: Target, clock: Clock): readonly Place[] {
  const { deployments, pullRequests, commitStatuses, chat } = outputs;
  return [
    ...(deployments ? [new DeploymentPlace(deployments)] : []),
    ...(pullRequests && target.kind === 'preview' ? [new CommentPlace(pullRequests, clock)] : []),
    ...(commitStatuses ? [new CommitStatusPlace(commitStatuses)] : []),
    ...(chat ? [new ChatPlace(chat)] : []),
  ];
}
