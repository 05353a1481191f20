import { roleAndBoundary } from '../../facts/role-and-boundary';
import type { Stack } from '../../ports/stacks';
import { reviseStack } from '../../stacks/revise/revise-stack';
import { type Revision, reviseTemplate } from '../../stacks/revise/revise-template';
import type { HoldPorts } from './hold-request';
import type { Deployed } from './look-at';

/** Brings other sizes to the stack: CloudFormation stays the only one who writes them. */
export async function revise(
  ports: HoldPorts,
  { application, location }: Deployed,
  {
    stack,
    body,
    revisions,
    signal,
  }: {
    readonly stack: Stack;
    readonly body: string;
    readonly revisions: ReadonlyMap<string, Revision>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  await reviseStack(ports, {
    ...{ stack, revised: reviseTemplate(body, revisions), isPreview: true, signal },
    roleArn: roleAndBoundary(application, 'preview').cloudFormationRoleArn,
    templateStore: { bucket: location.bucket, targetId: location.targetId },
    tell: ports.progress.emit.bind(ports.progress),
  });
}
