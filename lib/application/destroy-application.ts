import { PreviewError } from '../errors';
import { readOwnership } from '../naming/ownership-tags';
import { applicationNames } from '../naming/resource-names';
import { type Stage, stageOf } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { checkAccount } from '../previews/check-account';
import { previewPrefix } from '../previews/preview';
import { awaitQuiet } from '../stacks/await-quiet';
import { emptyBuckets } from '../stacks/empty-buckets';
import { interruptible } from '../stacks/interruptible';
import { removeStack } from '../stacks/remove-stack';
import { isUnderWay } from '../stacks/stack-state';
import type { ApplicationPorts, DestroyApplicationOutcome, DestroyApplicationRequest } from './application-request';

const waitMs = 30 * 60_000;
const removalMs = 60 * 60_000;

/**
 * Deletes what the environments of a stage shared, bundles included, once no environment lives in it.
 *
 * @throws PreviewError `account-wrong`; `stack-busy`; what the ports throw
 */
export function destroyApplication(
  ports: ApplicationPorts,
  request: DestroyApplicationRequest,
): Promise<DestroyApplicationOutcome> {
  return interruptible(ports, request.signal, (watched) => removeApplication(watched, request));
}

async function removeApplication(
  ports: ApplicationPorts,
  request: DestroyApplicationRequest,
): Promise<DestroyApplicationOutcome> {
  const { settings, signal } = request;
  const stage = stageOf(settings.target);
  const { stackName } = applicationNames(settings.project, stage);
  if (!request.confirmed) return { kind: 'unconfirmed', stackName };
  const started = ports.clock.now().getTime();
  const watch = { tell: ports.progress.emit.bind(ports.progress), signal };

  await checkAccount(ports.account, settings.values);
  const found = await ports.stacks.find(stackName);
  const stack = found && (await awaitQuiet(ports, found, { ...watch, budgetMs: waitMs }));
  if (stack === undefined) return { kind: 'nothing-there', stackName };
  if (isUnderWay(stack.status)) throw busy(stack);
  const stacks = await environmentsIn(ports, settings.project, stage);
  if (stacks.length > 0) return { kind: 'in-use', stackName, stacks };
  if (stack.terminationProtection) return { kind: 'protected', stackName };

  // Bundles first: S3 does not delete a bucket that holds objects, and no environment is left to read them.
  await emptyBuckets(ports, stack, () => true, watch);
  const removal = await removeStack(ports, stack, { ...watch, budgetMs: removalMs });
  const left = removal.kind === 'deleted' ? [] : [`${stackName}: ${removal.because}`];
  return { kind: 'destroyed', stackName, left, milliseconds: ports.clock.now().getTime() - started };
}

/** Every stack that lives in the application, also one whose tags are unreadable. */
async function environmentsIn({ stacks }: ApplicationPorts, project: string, stage: Stage): Promise<string[]> {
  const names: string[] = [];
  for await (const stack of stacks.list()) {
    if (stack.parentId !== undefined || stack.name.startsWith('awseb-')) continue;
    const tags = readOwnership(stack.tags);
    const named =
      stack.name === `${project}-${stage}` || (stage === 'staging' && stack.name.startsWith(previewPrefix(project)));
    const tagged = tags?.project === project && (tags.targetKind === 'production') === (stage === 'production');
    if (named || tagged) names.push(stack.name);
  }
  return names.sort();
}

function busy(stack: Stack): PreviewError {
  return new PreviewError('stack-busy', `The stack ${stack.name} is still in ${stack.status}`, {
    fault: 'world',
    hint: 'Run it again when the operation has ended.',
  });
}
