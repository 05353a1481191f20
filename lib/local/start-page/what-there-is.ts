import type { StackEvent } from '../cloudformation/stacks/stack';
import { environmentAt } from '../hosts';
import { isRecorded } from '../rds/recorded-place';
import { statusOf } from '../rds/stoppable-records';
import type { CloudState } from '../services';
import { faultInWords } from './fault-in-words';
import { appState, type State, serverState, stackStates } from './state';

/** Something that stands behind the endpoint. */
export interface Thing {
  readonly name: string;
  /** @default it has none */
  readonly state?: State;
  /** What else there is to say of it, a piece each. */
  readonly more: readonly string[];
  /** The stack that it is of. @default none has it */
  readonly stack?: string;
}

export interface App extends Thing {
  /** Host names that lead to it. */
  readonly hosts: readonly string[];
}

/** All that the start page tells. Of secrets it has the names alone. */
export interface WhatThereIs {
  readonly accountId: string;
  readonly region: string;
  readonly endpoint: string;
  readonly faults: readonly Thing[];
  readonly apps: readonly App[];
  readonly stacks: readonly Thing[];
  readonly databases: readonly Thing[];
  readonly buckets: readonly Thing[];
  readonly queues: readonly Thing[];
  readonly functions: readonly Thing[];
  readonly secrets: readonly Thing[];
}

/** Looks at everything, and changes and wakes nothing. */
export function whatThereIs(world: CloudState): WhatThereIs {
  const { accountId, region, endpoint, faults, s3, queues, functions, secrets, cloudFormation } = world;
  const stacks = cloudFormation.stacks().filter(({ status }) => status !== 'DELETE_COMPLETE');
  const owners = new Map(
    stacks.flatMap(({ name, resources }) =>
      Object.values(resources).flatMap(({ type, physicalId = '' }) => [[`${serviceOf(type)} ${physicalId}`, name]]),
    ) as [string, string][],
  );
  const of = (service: string, id: string) => {
    const stack = owners.get(`${service} ${id}`);
    return stack === undefined ? {} : { stack };
  };
  return {
    ...{ accountId, region, endpoint: endpoint(), faults: faults.list().map(faultInWords) },
    apps: apps(world).map((app) => ({ ...app, ...of('ElasticBeanstalk', app.name) })),
    stacks: stacks.map(({ name, status, request, region: where, resources, events }) => ({
      ...{ name, state: stackStates[status] },
      more: [
        ...label(request.tags),
        count(Object.keys(resources).length, 'resource'),
        ...(where === region ? [] : [where]),
        ...failure(events),
      ],
    })),
    databases: [
      ...databases(world).map((one) => ({ ...one, ...of('RDS', one.name) })),
      ...caches(world).map((one) => ({ ...one, ...of('ElastiCache', one.name) })),
    ],
    buckets: s3.buckets().map(({ record, index }) => ({
      ...{ name: record.name, more: [count(index.objects(), 'object')] },
      ...of('S3', record.name),
    })),
    queues: queues.list().map(({ name, url }) => {
      const { visible, hidden, delayed } = queues.counts(name);
      const more = [
        `${visible} waiting`,
        ...(hidden > 0 ? [`${hidden} in work`] : []),
        ...(delayed > 0 ? [`${delayed} delayed`] : []),
      ];
      return { name, more, ...of('SQS', url) };
    }),
    functions: functions
      .list()
      .map(({ latest: { name, runtime } }) => ({ name, more: [runtime], ...of('Lambda', name) })),
    secrets: secrets.list().map(({ name, arn, deletionAt }) => ({
      ...{ name, more: deletionAt === undefined ? [] : ['will be deleted'] },
      ...of('SecretsManager', arn),
    })),
  };
}

function apps(world: CloudState): readonly App[] {
  const { beanstalk } = world;
  const hosts = hostsByEnvironment(world);
  return beanstalk
    .environments()
    .filter(({ status }) => status !== 'Terminated')
    .map((environment) => ({
      name: environment.name,
      hosts: hosts.get(environment.name) ?? [],
      state: appState(environment, beanstalk.instances(environment.name)),
      more: [...label(environment.tags), ...(environment.tier === 'Worker' ? ['worker'] : [])],
    }));
}

/** Every name that has a record or a rule of a balancer of its own; names of wildcards are without number. */
function hostsByEnvironment(world: CloudState): ReadonlyMap<string, readonly string[]> {
  const { zones, balancers } = world;
  const names = new Set([
    ...zones.zones().flatMap(({ id }) => zones.records(id).map(({ name }) => name)),
    ...balancers.rules().flatMap(({ hosts }) => hosts),
  ]);
  const found = new Map<string, string[]>();
  for (const name of names) {
    const environment = name.includes('*') ? undefined : environmentAt(world, name);
    if (environment !== undefined) found.set(environment, [...(found.get(environment) ?? []), name]);
  }
  return found;
}

function databases({ databases: all }: CloudState): readonly Thing[] {
  return all.instances().map((one) => ({
    name: one.identifier,
    state: serverState(statusOf(one), isRecorded(one)),
    more: [`${one.engine} ${one.engineVersion}`],
  }));
}

function caches({ caches: all }: CloudState): readonly Thing[] {
  return (['replication-group', 'cluster', 'serverless'] as const).flatMap((kind) =>
    all.list(kind).map(({ id, engine, engineVersion, recordedBecause }) => ({
      ...{ name: id, state: serverState('available', recordedBecause !== undefined) },
      more: [`${engine} ${engineVersion}`],
    })),
  );
}

/** The tag by which people know a stack: its branch, or else its target or stage. Teams name such keys differently. */
function label(tags: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(tags).map(([key, value]) => ({ word: key.split(/[:/]/).at(-1)?.toLowerCase(), value }));
  const found = ['branch', 'target', 'stage'].flatMap((word) => named.filter((one) => one.word === word))[0];
  return found ? [`${found.word} ${found.value}`] : [];
}

/** Why the last operation on a stack failed: what went wrong first, all else follows from it. */
function failure(events: readonly StackEvent[]): readonly string[] {
  const began = events.findLastIndex(
    ({ type, status }) => type === 'AWS::CloudFormation::Stack' && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(status),
  );
  const first = events.slice(began).find(({ status, reason }) => status.endsWith('_FAILED') && reason !== undefined);
  return first?.reason === undefined ? [] : [`${first.logicalId}: ${first.reason}`];
}

function serviceOf(type: string): string {
  return type.split('::')[1] ?? '';
}

function count(size: number, what: string): string {
  return `${size.toLocaleString('en')} ${what}${size === 1 ? '' : 's'}`;
}
