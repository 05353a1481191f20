import { randomUUID } from 'node:crypto';
import { PreviewError } from '../../lib/errors';
import type {
  ChangeStarted,
  ResourceCounts,
  Stack,
  StackChange,
  StackEvent,
  StackResource,
  Stacks,
} from '../../lib/ports/stacks';
import { FakeClock } from './fake-clock';
import { endingOf, type FakeStackState, type PlannedFailure, resourcesOf } from './fake-stack-state';
import { FaultSwitch } from './fault-switch';
import { proposedBy } from './proposed-by';

type Method =
  | 'proposals'
  | 'list'
  | 'page'
  | 'deleting'
  | 'find'
  | 'resources'
  | 'events'
  | 'change'
  | 'execute'
  | 'remove'
  | 'template';

const bucketInTheWay = { logicalId: 'Bucket', type: 'AWS::S3::Bucket', reason: 'refused by the test' };

/** CloudFormation in memory. An operation ends `operationMs` after it was started, by the clock that is given. */
export class FakeStacks implements Stacks {
  readonly faults = new FaultSwitch<Method>();
  /** Operations that changed something, as `create <name>`, `update <name>`, `delete <id>`, in order. */
  readonly calls: string[] = [];
  /** Every change asked for, in order. */
  readonly changes: StackChange[] = [];
  /** Tokens and roles of deletions. */
  readonly removals: { readonly stackId: string; readonly token: string; readonly roleArn?: string }[] = [];
  operationMs = 1000;
  pageSize = 100;
  /** How far this computer's clock is ahead of CloudFormation's; undefined: its answers do not say the time. */
  aheadMs: number | undefined = 0;
  /** Outputs that a stack has once its template is deployed. */
  outputsOf: (stackName: string) => Record<string, string> = () => ({});
  /** Called when an operation ended: make the environment healthy, drop the bucket … */
  onSettled: (stack: Stack) => void = () => undefined;
  /** What is said of resources that are there, at the end of an operation that goes well. */
  remarks: readonly Omit<PlannedFailure, 'operation'>[] = [];
  /** Tags of the change sets that wait at a stack, by its id. */
  readonly proposed = new Map<string, readonly Readonly<Record<string, string>>[]>();
  /** Properties whose change replaces their resource, as `AWS::S3::Bucket.BucketName`. */
  readonly replacing = new Set([
    'AWS::S3::Bucket.BucketName',
    'AWS::ElasticBeanstalk::ApplicationVersion.SourceBundle',
  ]);
  /** Names of stacks whose operations never end. */
  readonly endless = new Set<string>();
  /** What stands in the way of an operation by the state of the world, besides planned failures. */
  failureOf: (stack: Stack, operation: PlannedFailure['operation']) => Partial<PlannedFailure> | undefined = () =>
    undefined;
  /** Called once a listing has ended. */
  onListed: () => void = () => undefined;
  private readonly states = new Map<string, FakeStackState>();
  private readonly failures = new Map<string, PlannedFailure[]>();

  constructor(private readonly clock: FakeClock = new FakeClock()) {}

  /** Puts a stack into the world as it is given. */
  add(stack: Partial<Stack> & { readonly name: string }, template = '{"Resources":{}}'): Stack {
    const made: Stack = {
      id: `arn:aws:cloudformation:eu-central-1:111122223333:stack/${stack.name}/${randomUUID()}`,
      status: 'CREATE_COMPLETE',
      tags: {},
      outputs: this.outputsOf(stack.name),
      createdAt: this.clock.now(),
      terminationProtection: false,
      ...stack,
    };
    const resources = resourcesOf(template, made.name, 'CREATE_COMPLETE');
    this.states.set(made.id, { stack: { ...made }, resources, events: [], template, keepOnFailure: false });
    return made;
  }

  /** Every stack that is not deleted. */
  get all(): readonly Stack[] {
    return [...this.states.values()].map(({ stack }) => stack).filter(({ status }) => status !== 'DELETE_COMPLETE');
  }

  /** Planned failures do not happen. */
  forgetFailures(): void {
    this.failures.clear();
  }

  /** Changes what a stack looks like, as if somebody else had done it. */
  alter(nameOrId: string, facts: Partial<Stack>): void {
    Object.assign(this.held(nameOrId).stack, facts);
  }

  /** Gives a stack these resources. */
  setResources(nameOrId: string, resources: readonly StackResource[]): void {
    this.held(nameOrId).resources = [...resources];
  }

  /** The stack is gone from one moment to the next. */
  vanish(nameOrId: string): void {
    this.held(nameOrId).stack.status = 'DELETE_COMPLETE';
  }

  /** The next such operation on the stack fails at this resource; further ones count as further attempts. */
  failOperation(stackName: string, failure: Partial<PlannedFailure> & Pick<PlannedFailure, 'operation'>): void {
    const planned = { ...bucketInTheWay, ...failure };
    this.failures.set(stackName, [...(this.failures.get(stackName) ?? []), planned]);
  }

  async *list(): AsyncIterable<Stack> {
    this.faults.trip('list');
    const { all } = this;
    for (let start = 0; start === 0 || start < all.length; start += this.pageSize) {
      this.faults.trip('page');
      for (const stack of all.slice(start, start + this.pageSize)) yield { ...stack };
    }
    this.onListed();
  }

  clockAheadMs(): number | undefined {
    return this.aheadMs;
  }

  async *deleting(): AsyncIterable<string> {
    this.faults.trip('deleting');
    for (const { stack } of this.states.values()) if (stack.status === 'DELETE_IN_PROGRESS') yield stack.id;
  }

  async find(nameOrId: string): Promise<Stack | undefined> {
    this.faults.trip('find');
    const state = this.look(nameOrId);
    return state && { ...state.stack };
  }

  async *resources(stackId: string): AsyncIterable<StackResource> {
    this.faults.trip('resources');
    yield* this.held(stackId).resources;
  }

  async *proposals(stackId: string): AsyncIterable<Readonly<Record<string, string>>> {
    this.faults.trip('proposals');
    yield* this.proposed.get(stackId) ?? [];
  }

  async *events(stackId: string): AsyncIterable<StackEvent> {
    this.faults.trip('events');
    yield* [...this.held(stackId).events].reverse();
  }

  async template(stackId: string): Promise<string> {
    this.faults.trip('template');
    return this.held(stackId).template;
  }

  async change(change: StackChange): Promise<ChangeStarted> {
    this.faults.trip('change');
    this.changes.push(change);
    const found = this.look(change.stackName);
    const updating = found !== undefined && found.stack.status !== 'REVIEW_IN_PROGRESS';
    if (updating) this.refuseBusy(found, /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE)$/);
    if (updating && found.template === change.template.body && sameTags(found.stack.tags, change.tags)) {
      found.stack.terminationProtection = change.terminationProtection;
      return { kind: 'unchanged', stackId: found.stack.id };
    }
    const operation = updating ? 'update' : 'create';
    await change.review?.(proposedBy(found?.template, change.template.body, this.replacing));
    this.faults.trip('execute');
    if (updating) this.refuseBusy(found, /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE)$/);
    const stack = found?.stack ?? this.add({ name: change.stackName });
    const state = this.held(stack.id);
    state.former = { template: state.template, tags: state.stack.tags };
    state.template = change.template.body;
    state.keepOnFailure = change.onFailure === 'keep';
    this.alter(stack.id, { tags: change.tags, terminationProtection: change.terminationProtection });
    this.calls.push(`${operation} ${change.stackName}`);
    this.start(state, operation, change.token);
    return { kind: 'started', stackId: stack.id, operation, resources: countedIn(change.template.body) };
  }

  async remove(stackId: string, options: { token: string; roleArn?: string }): Promise<void> {
    this.faults.trip('remove');
    const state = this.look(stackId);
    this.removals.push({ stackId, ...options });
    if (!state || /^DELETE_(COMPLETE|IN_PROGRESS)$/.test(state.stack.status)) return;
    if (state.stack.terminationProtection) {
      throw new PreviewError('stack-protected', `${state.stack.name} has termination protection`, { fault: 'world' });
    }
    this.refuseBusy(state, /COMPLETE$|FAILED$|^REVIEW_IN_PROGRESS$|^CREATE_IN_PROGRESS$/);
    this.calls.push(`delete ${stackId}`);
    this.start(state, 'delete', options.token);
  }

  private start(state: FakeStackState, operation: PlannedFailure['operation'], token: string): void {
    const { stack } = state;
    stack.status = `${operation.toUpperCase()}_IN_PROGRESS`;
    if (operation === 'update') stack.updatedAt = this.clock.now();
    if (operation === 'delete') stack.deletionAt = this.clock.now();
    this.event(state, token, stack.status);
    if (this.endless.has(stack.name)) return;
    if (this.operationMs === 0) this.settle(state, operation, token);
    else this.clock.after(this.operationMs, () => this.settle(state, operation, token));
  }

  private settle(state: FakeStackState, operation: PlannedFailure['operation'], token: string): void {
    const { stack } = state;
    if (stack.status !== `${operation.toUpperCase()}_IN_PROGRESS`) return;
    const planned = this.failures.get(stack.name) ?? [];
    const expected = planned.find((one) => one.operation === operation);
    if (expected) planned.splice(planned.indexOf(expected), 1);
    const found = expected ?? this.failureOf({ ...stack }, operation);
    const failure = found && { ...bucketInTheWay, operation, ...found };
    if (failure) {
      const of = state.resources.find(({ logicalId }) => logicalId === failure.logicalId);
      if (of) Object.assign(of, { status: `${operation.toUpperCase()}_FAILED` });
      this.event(state, token, `${operation.toUpperCase()}_FAILED`, failure);
    }
    if (operation === 'update') {
      // Every update on AWS passes the clean-up, even when nothing is deleted.
      this.event(state, token, `UPDATE_${failure ? 'ROLLBACK_' : ''}COMPLETE_CLEANUP_IN_PROGRESS`);
    }
    stack.status = endingOf(operation, failure !== undefined, state.keepOnFailure);
    if (failure) stack.statusReason = `The following resource(s) failed to ${operation}: [${failure.logicalId}].`;
    else delete stack.statusReason;
    if (!failure) for (const one of this.remarks) this.event(state, token, stack.status, { ...one, operation });
    if (operation === 'delete' && !failure) state.resources = [];
    if (operation === 'update' && failure && state.former) {
      state.template = state.former.template;
      stack.tags = state.former.tags;
    }
    if (operation !== 'delete')
      state.resources = resourcesOf(state.template, stack.name, `${operation.toUpperCase()}_COMPLETE`);
    if (operation !== 'delete' && !failure) stack.outputs = this.outputsOf(stack.name);
    this.event(state, token, stack.status);
    this.onSettled({ ...stack });
  }

  private event(state: FakeStackState, token: string, status: string, failure?: PlannedFailure): void {
    state.events.push({
      id: randomUUID(),
      // Strictly increasing, as on AWS.
      at: new Date(this.clock.now().getTime() + state.events.length),
      logicalId: failure?.logicalId ?? state.stack.name,
      physicalId: failure ? '' : state.stack.id,
      type: failure?.type ?? 'AWS::CloudFormation::Stack',
      status,
      ...(failure && { reason: failure.reason }),
      token,
    });
  }

  private refuseBusy({ stack }: FakeStackState, allowed: RegExp): void {
    if (allowed.test(stack.status)) return;
    const busy = stack.status.endsWith('IN_PROGRESS');
    throw new PreviewError(
      busy ? 'stack-busy' : 'stack-not-changeable',
      `stack ${stack.name} is in ${stack.status} and cannot be changed`,
      { fault: 'world' },
    );
  }

  private look(nameOrId: string): FakeStackState | undefined {
    const byName = [...this.states.values()].find(
      ({ stack }) => stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE',
    );
    return this.states.get(nameOrId) ?? byName;
  }

  private held(nameOrId: string): FakeStackState {
    const state = this.look(nameOrId);
    if (state) return state;
    throw new PreviewError('stack-missing', `there is no stack ${nameOrId}`, { fault: 'world' });
  }
}

function countedIn(template: string): ResourceCounts {
  const counts: Record<string, number> = {};
  for (const { type } of resourcesOf(template, '', '')) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function sameTags(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const sorted = (tags: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(tags).sort());
  return sorted(one) === sorted(other);
}
