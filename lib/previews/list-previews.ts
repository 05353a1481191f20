import { applicationOutputs } from '../facts/application-outputs';
import { environmentOutputs } from '../facts/environment-outputs';
import { hostOf, urlOf } from '../naming/host';
import { readOwnership } from '../naming/ownership-tags';
import { applicationNames, namesOf } from '../naming/resource-names';
import { type Stage, stageOf, type Target } from '../naming/target';
import type { PreviewRecord } from '../ports/record';
import type { Stack } from '../ports/stacks';
import { lastChange } from '../stacks/last-change';
import { checkNamedAccount } from './check-account';
import { foreignRepositories } from './foreign-repositories';
import { inParallel } from './in-parallel';
import { keepingOf } from './keeping';
import type { ListAnswer, ListedTarget, ListPorts, ListRequest } from './list-request';
import { collect } from './listing';
import { isOwnedBy, previewOf, previewPrefix } from './preview';
import { lastWork } from './record/last-work';

const readsAtOnce = 16;
const order = ['production', 'staging', 'preview'];

/**
 * What of this project and repository has a stack, in the account and region of the ports. Throws what the port threw when not even
 * one stack could be had: then there is nothing to show, least of all "nothing is deployed".
 *
 * @throws PreviewError `account-wrong`
 */
export async function listPreviews(ports: ListPorts, request: ListRequest): Promise<ListAnswer> {
  const { project } = request.owner;
  const [, stacks] = await Promise.all([
    checkNamedAccount(ports.account, request.values),
    collect(ports.stacks.list(), request.signal),
  ]);
  if (!stacks.complete && stacks.items.length === 0) throw stacks.error;
  const mine = stacks.items.flatMap((stack) => {
    const target = targetOf(stack, request);
    return target ? [{ stack, target }] : [];
  });
  const targets = await inParallel(mine, readsAtOnce, async ({ stack, target }) =>
    listed(stack, target, request, await recordOf(ports, stack, target, request, stacks.items)),
  );
  const known = new Set(mine.map(({ stack }) => stack.id));
  return {
    targets: targets.sort(byTarget),
    complete: stacks.complete,
    ...(!stacks.complete && { because: stacks.because }),
    foreign: foreignRepositories(stacks.items, request.owner),
    unowned: stacks.items
      .filter((stack) => stack.name.startsWith(previewPrefix(project)) && stack.parentId === undefined)
      .filter((stack) => !known.has(stack.id) && readOwnership(stack.tags) === undefined)
      .map((stack) => stack.name),
  };
}

function targetOf(stack: Stack, { owner }: ListRequest): Target | undefined {
  const preview = previewOf(stack, owner);
  if (preview) return { kind: 'preview', branch: preview.branch };
  const ownership = readOwnership(stack.tags);
  if (ownership === undefined || !isOwnedBy(ownership, owner)) return undefined;
  // Application stacks carry no target of their own name, inner stacks carry ours (trap T6): the name has to be the target's.
  const target = ownership.targetKind === 'preview' ? undefined : { kind: ownership.targetKind };
  return target && namesOf(owner.project, target).stackName === stack.name ? target : undefined;
}

async function recordOf(
  ports: ListPorts,
  stack: Stack,
  target: Target,
  { owner }: ListRequest,
  stacks: readonly Stack[],
): Promise<PreviewRecord | undefined> {
  const application = applicationNames(owner.project, stageOf(target) satisfies Stage).stackName;
  const bucket = stacks.find((one) => one.name === application)?.outputs[applicationOutputs.bundleBucket];
  if (bucket === undefined) return undefined;
  try {
    const targetId = targetIdOf(stack, target, owner.project);
    return (await ports.records.read({ bucket, targetId, stackId: stack.id }))?.record;
  } catch {
    // A list without its last commits is still a list.
    return undefined;
  }
}

function listed(stack: Stack, target: Target, request: ListRequest, record: PreviewRecord | undefined): ListedTarget {
  const targetId = targetIdOf(stack, target, request.owner.project);
  const kept = keepingOf(
    { createdAt: lastWork(stack, record, request.now) },
    record?.keepUntil,
    request.values.cleanup.maxKeepDays,
  )?.until;
  const isKept = target.kind === 'preview' && kept !== undefined && kept.getTime() > request.now.getTime();
  return {
    target,
    targetId,
    stackName: stack.name,
    stackId: stack.id,
    url: stack.outputs[environmentOutputs.url] ?? urlFromSettings(target, targetId, request),
    state: stack.status,
    createdAt: stack.createdAt,
    updatedAt: lastChange(stack),
    ageMs: request.now.getTime() - stack.createdAt.getTime(),
    ...(record?.deploys[0] && { commit: record.deploys[0].commit }),
    ...(isKept && { keptUntil: kept }),
    ...(target.kind === 'preview' && record?.sleep && { sleep: record.sleep }),
    ...(record?.held && record.held.length > 0 && { held: record.held }),
    bundles: record?.deploys[0]?.bundles ?? {},
  };
}

/** A stack that never came to be has no outputs, but its URL is known from the start. */
function urlFromSettings(target: Target, targetId: string, { owner, settingsOf }: ListRequest): string {
  const { values } = settingsOf(target);
  const names = namesOf(owner.project, target);
  const host = hostOf(values, names);
  // The tag may hold only the beginning of the branch's name, which has another id: the stack has the right one.
  const right = target.kind === 'preview' ? targetId + host.slice(names.targetId.length) : host;
  return urlOf({ scheme: values.scheme, port: values.port, host: right });
}

function targetIdOf(stack: Stack, target: Target, project: string): string {
  return target.kind === 'preview' ? stack.name.slice(previewPrefix(project).length) : target.kind;
}

function byTarget(a: ListedTarget, b: ListedTarget): number {
  const name = (one: ListedTarget) => (one.target.kind === 'preview' ? one.target.branch : '');
  const kinds = order.indexOf(a.target.kind) - order.indexOf(b.target.kind);
  return kinds || (name(a) < name(b) ? -1 : 1);
}
