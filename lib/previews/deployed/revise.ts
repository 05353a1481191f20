import { roleAndBoundary } from '../../facts/role-and-boundary';
import type { Clock } from '../../ports/clock';
import type { Stack, Stacks } from '../../ports/stacks';
import type { Tell } from '../../stacks/events';
import type { PutResult } from '../../stacks/put-stack';
import { type ReviseStack, reviseStack } from '../../stacks/revise/revise-stack';
import { type Revision, reviseTemplate } from '../../stacks/revise/revise-template';
import type { Deployed } from './look-at';

/** Brings other options to the stack of a preview: CloudFormation stays the only one who writes them. */
export function revise(
  ports: { readonly stacks: Stacks; readonly clock: Clock },
  { application, location }: Pick<Deployed, 'application' | 'location'>,
  change: {
    readonly stack: Stack;
    /** The deployed template. */
    readonly body: string;
    readonly revisions: ReadonlyMap<string, Revision>;
    readonly checkWanted?: ReviseStack['checkWanted'];
    readonly tell: Tell;
    readonly signal: AbortSignal | undefined;
  },
): Promise<PutResult> {
  const { stack, body, revisions, checkWanted, tell, signal } = change;
  return reviseStack(ports, {
    ...{ stack, revised: reviseTemplate(body, revisions), isPreview: true, checkWanted, tell, signal },
    roleArn: roleAndBoundary(application, 'preview').cloudFormationRoleArn,
    templateStore: { bucket: location.bucket, targetId: location.targetId },
  });
}
