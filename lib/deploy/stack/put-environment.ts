import { roleAndBoundary } from '../../facts/role-and-boundary';
import { namesOf } from '../../naming/resource-names';
import type { Stack } from '../../ports/stacks';
import type { Template } from '../../ports/synthesizer';
import { checkOwner } from '../../previews/check-owner';
import type { Owner } from '../../previews/preview';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Tell } from '../../stacks/events';
import { type PutResult, putStack } from '../../stacks/put-stack';
import type { DeployPorts } from '../deploy-request';
import type { Situation } from '../gather/situation';

/** Creates or updates the stack of a target under the rights of its kind. @throws PreviewError as `putStack` */
export function putEnvironment(
  ports: DeployPorts,
  put: {
    readonly settings: ResolvedSettings;
    readonly owner: Owner;
    readonly situation: Situation;
    readonly template: Template;
    /** Called before a stack that is there is changed. */
    readonly changing: (stack: Stack) => Promise<void>;
    /** Called as soon as the id is known. */
    readonly started: (stackId: string) => Promise<unknown>;
    /** Takes each fact as it comes. */
    readonly seen: Tell;
    readonly signal: AbortSignal | undefined;
  },
): Promise<PutResult> {
  const { settings, owner, situation, template, signal } = put;
  const { target, values, project } = settings;
  const { stackName, targetId } = namesOf(project, target);
  const { application, stack } = situation;
  const roleArn = roleAndBoundary(application, target.kind).cloudFormationRoleArn;
  return putStack(ports, {
    stackName,
    found: stack,
    checkOwner: (one) => checkOwner(one, owner, target),
    mayFinishDeletion: target.kind !== 'production',
    isPreview: target.kind === 'preview',
    roleArn,
    change: {
      template,
      tags: template.tags,
      roleArn,
      onFailure: target.kind === 'preview' ? 'keep' : 'rollback',
      terminationProtection: values.terminationProtection,
      templateStore: { bucket: application.bundleBucket, targetId },
    },
    changing: put.changing,
    started: async (stackId) => void (await put.started(stackId)),
    tell: (fact) => {
      put.seen(fact);
      ports.progress.emit(fact);
    },
    signal,
  });
}
