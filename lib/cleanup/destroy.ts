import { PreviewError, survivable } from '../errors';
import { environmentOutputs } from '../facts/environment-outputs';
import { namesOf } from '../naming/resource-names';
import type { Databases } from '../ports/databases';
import type { Stack } from '../ports/stacks';
import { applicationOf } from '../previews/application-of';
import { checkAccount } from '../previews/check-account';
import { checkOwner } from '../previews/check-owner';
import { warnOfOutdated } from '../previews/outdated-rights';
import { ownerOf } from '../previews/preview';
import { awaitQuiet } from '../stacks/await-quiet';
import type { Tell } from '../stacks/events';
import { interruption } from '../stacks/interruptible';
import { removeStack } from '../stacks/remove-stack';
import { isUnderWay } from '../stacks/stack-state';
import type { CleanupPorts, DestroyOutcome, DestroyRequest } from './cleanup-request';
import { deleteArtifacts } from './execute/delete-artifacts';
import { queueRemovalNotice } from './execute/queue-removal-notices';
import { type RemovalVerdict, verdictOf } from './execute/remove-preview';

const waitMs = 30 * 60_000;
const removalMs = 60 * 60_000;

/**
 * Deletes the environment stack of one target with its data, its bundles and records, whether or not its branch lives.
 *
 * @throws PreviewError `stack-not-ours` for a stack of that name with another owner; `stack-busy` when an operation on
 * it does not end; `stack-protected` under termination protection
 */
export async function destroy(
  ports: CleanupPorts & { readonly databases: Pick<Databases, 'start'> },
  request: DestroyRequest,
): Promise<DestroyOutcome> {
  const { settings, signal } = request;
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const { stackName, targetId } = names;
  if (target.kind !== 'preview' && !request.confirmed) return { kind: 'unconfirmed', stackName };

  const started = ports.clock.now().getTime();
  await checkAccount(ports.account, values);
  const [found, applicationStack] = await Promise.all([
    ports.stacks.find(stackName),
    ports.stacks.find(names.applicationStackName),
  ]);
  const application = applicationOf(applicationStack, names.stage, values.region);
  warnOfOutdated(application, (message) => ports.progress.emit({ kind: 'warned', message }));
  const { database } = values;
  const behind = {
    stackName,
    targetId,
    environmentPrefix: names.environmentName(''),
    bundleBucket: application?.bundleBucket,
    keepSnapshots: target.kind === 'production' || (database !== 'none' && database.protect),
  };
  const sweep = (stackId: string) => deleteArtifacts(ports, { ...behind, stackId });
  const tell: Tell = (fact) => ports.progress.emit(fact);
  if (found) checkOwner(found, ownerOf(settings, ports.repository), target);
  const stack = found && (await awaitQuiet(ports, found, { tell, budgetMs: waitMs, signal }));
  if (stack === undefined)
    return { kind: 'nothing-there', stackName, swept: (await sweep(found?.id ?? stackName)).swept };
  checkTouchable(stack);

  const branch = target.kind === 'preview' ? { branch: target.branch } : {};
  if (target.kind === 'preview' && request.removalNotices && application) {
    await queueRemovalNotice(ports, request.removalNotices, application.bundleBucket, {
      targetId,
      branch: target.branch,
      stackName,
      stackId: stack.id,
      because: 'someone had it destroyed',
    });
  }
  ports.progress.emit({ kind: 'removal-started', stackName, stackId: stack.id, ...branch });
  // Without one CloudFormation goes on under the role that the stack was made with.
  const roleArn = (target.kind === 'preview' ? application?.previews : application)?.cloudFormationRoleArn;
  const removal = await removeStack(ports, stack, { roleArn, tell, budgetMs: removalMs, signal }).catch(
    (error: unknown) => {
      throw signal?.aborted ? interruption([`${stackName} is being deleted`], error) : error;
    },
  );
  const verdict = await begun(ports.databases, verdictOf(removal), stack);
  const swept = verdict.outcome === 'deleted' ? await sweep(stack.id) : { swept: 0 };
  const milliseconds = ports.clock.now().getTime() - started;
  const result = { stackName, stackId: stack.id, ...branch, ...verdict, ...swept, milliseconds };
  ports.progress.emit({ kind: 'removal-finished', result });
  return { kind: 'tried', result };
}

/** A database that is stopped is started, so that the next run can delete it. */
async function begun(
  databases: Pick<Databases, 'start'>,
  verdict: RemovalVerdict,
  { outputs }: Stack,
): Promise<RemovalVerdict> {
  const database = outputs[environmentOutputs.databaseIdentifier];
  if (verdict.reason !== 'database-stopped' || database === undefined) return verdict;
  await databases.start(database).catch((error: unknown) => {
    if (survivable(error).code !== 'database-not-ready') throw error;
  });
  return {
    ...verdict,
    because: 'its database is stopped, and RDS does not delete it so. It starts now: repeat this in some minutes',
  };
}

function checkTouchable(stack: Stack): void {
  if (isUnderWay(stack.status)) {
    throw new PreviewError('stack-busy', `The stack ${stack.name} is still in ${stack.status}`, {
      fault: 'world',
      hint: 'Run it again when the operation has ended.',
    });
  }
  if (stack.terminationProtection) {
    throw new PreviewError(
      'stack-protected',
      `The stack ${stack.name} is protected from deletion; nothing was deleted`,
      {
        fault: 'world',
        hint: 'Leave it; a deploy with `terminationProtection: false` in the settings of this target lifts the protection.',
      },
    );
  }
}
