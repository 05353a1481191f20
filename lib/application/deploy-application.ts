import { applicationOutputs, readApplicationFacts } from '../facts/application-outputs';
import { ownershipTagKeys } from '../naming/ownership-tags';
import { applicationNames } from '../naming/resource-names';
import { type Stage, stageOf } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { stackNotOurs } from '../previews/check-owner';
import { isOwnedBy, type Owner, ownerOf } from '../previews/preview';
import { interruptible } from '../stacks/interruptible';
import { putStack } from '../stacks/put-stack';
import type { ApplicationPorts, DeployApplicationOutcome, DeployApplicationRequest } from './application-request';
import { gatherApplication } from './gather-application';

/**
 * Makes or updates what the environments of a stage share.
 *
 * @throws PreviewError `account-wrong`, `hosted-zones-differ`, and what the deploy of a stack throws
 */
export function deployApplication(
  ports: ApplicationPorts,
  request: DeployApplicationRequest,
): Promise<DeployApplicationOutcome> {
  return interruptible(ports, request.signal, (watched) => putApplication(watched, request));
}

async function putApplication(
  ports: ApplicationPorts,
  request: DeployApplicationRequest,
): Promise<DeployApplicationOutcome> {
  const { signal, ...input } = request;
  const { settings, repository } = input;
  const { project, values } = settings;
  const started = ports.clock.now().getTime();
  const stage = stageOf(settings.target);
  const { stackName } = applicationNames(project, stage);

  const [gathered, found] = await Promise.all([gatherApplication(ports, input), ports.stacks.find(stackName)]);
  const template = await ports.synthesizer.application(gathered);
  // With many secrets it outgrows a request; the first time there is no bucket yet for it to lie in.
  const bucket = found?.outputs[applicationOutputs.bundleBucket];
  const { operation, stack } = await putStack(ports, {
    stackName,
    found,
    checkOwner: (one) => checkProject(one, ownerOf(settings, { identity: repository })),
    mayFinishDeletion: false,
    change: {
      template,
      tags: template.tags,
      terminationProtection: values.terminationProtection,
      ...(bucket !== undefined && { templateStore: { bucket, targetId: stage } }),
    },
    tell: (fact) => ports.progress.emit(fact),
    signal,
  });
  const facts = readApplicationFacts(stack.outputs, stage);
  const milliseconds = ports.clock.now().getTime() - started;
  const ciRoles = ciRolesOf(stack.outputs, stage);
  return { kind: 'deployed', operation, stackName, stackId: stack.id, facts, ciRoles, milliseconds };
}

function checkProject(stack: Stack, owner: Owner): void {
  const { [ownershipTagKeys.project]: project, [ownershipTagKeys.repository]: whose } = stack.tags;
  if (isOwnedBy({ project, repository: whose }, owner) || stack.status === 'REVIEW_IN_PROGRESS') return;
  throw stackNotOurs(stack, { whose, repository: owner.repository });
}

/** Name of the variable in which the jobs that `init` writes look for a role, by stage and output. */
const variables: Readonly<Record<Stage, Readonly<Record<string, string>>>> = {
  staging: {
    PREVIEW_ROLE_ARN: applicationOutputs.previewRoleArn,
    STAGING_ROLE_ARN: applicationOutputs.deployRoleArn,
    CLEANUP_ROLE_ARN: applicationOutputs.cleanupRoleArn,
    // Its jobs run on GitHub, also where CircleCI deploys.
    CONTROL_ROLE_ARN: applicationOutputs.controlRoleArn,
  },
  production: { PRODUCTION_ROLE_ARN: applicationOutputs.deployRoleArn },
};

/** ARNs of the roles that CI takes, by the variable that hands them to its jobs; none when settings name no CI. */
export function ciRolesOf(outputs: Readonly<Record<string, string>>, stage: Stage): Readonly<Record<string, string>> {
  const found = Object.entries(variables[stage]).map(
    ([variable, output]) => [variable, outputs[output] ?? ''] as const,
  );
  return Object.fromEntries(found.filter(([, arn]) => arn !== ''));
}
