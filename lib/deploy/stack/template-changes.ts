import type { ResourceDifference } from '@aws-cdk/cloudformation-diff';

/** What a deploy would do with one resource. */
export interface TemplateChange {
  readonly logicalId: string;
  readonly type: string;
  readonly impact: 'replace' | 'may-replace' | 'remove' | 'update' | 'create';
  /** Properties that change, those first that replace; for an environment also its options, with "(removed)" those that go. */
  readonly properties: readonly string[];
  /** What becomes of the data of a resource that is removed or replaced. @default none: it holds no data, or keeps it */
  readonly data?: string;
}

/** What holds data, in the words of people. */
const holders: Readonly<Record<string, string>> = {
  'AWS::RDS::DBInstance': 'the database',
  'AWS::S3::Bucket': 'the files in the bucket',
  'AWS::SQS::Queue': 'the messages in the queue',
  'AWS::SecretsManager::Secret': 'the secret',
};
const order: readonly TemplateChange['impact'][] = ['replace', 'remove', 'may-replace', 'update', 'create'];
const impacts: Readonly<Record<string, TemplateChange['impact']>> = {
  WILL_REPLACE: 'replace',
  MAY_REPLACE: 'may-replace',
  WILL_DESTROY: 'remove',
  WILL_ORPHAN: 'remove',
  WILL_UPDATE: 'update',
  WILL_CREATE: 'create',
};

/**
 * Properties whose change may replace the resource as AWS's schema has it, and whose handler changes them in place, with a reboot
 * (aws-cloudformation-resource-providers-rds, `UpdateHandler` and `ImmutabilityHelper`, 2025-07-29).
 */
const inPlace: Readonly<Record<string, readonly string[]>> = { 'AWS::RDS::DBInstance': ['DBParameterGroupName'] };

/** What differs between two templates, resource by resource: first what is replaced or removed. Outputs and metadata do not count. */
export function templateChanges(before: string, after: string): TemplateChange[] {
  // It brings AWS's whole specification along, which takes a second to load.
  const { fullDiff } = require('@aws-cdk/cloudformation-diff') as typeof import('@aws-cdk/cloudformation-diff');
  const changes: TemplateChange[] = [];
  fullDiff(JSON.parse(before), JSON.parse(after)).resources.forEachDifference((logicalId, difference) => {
    const impact = impactOf(difference);
    const properties = propertiesOf(difference);
    if (impact === undefined || (impact === 'update' && properties.length === 0)) return;
    const data = dataOf(difference, impact);
    changes.push({
      logicalId,
      type: difference.resourceType ?? '',
      impact,
      properties: impact === 'create' || impact === 'remove' ? [] : properties,
      ...(data !== undefined && { data }),
    });
  });
  return changes.sort((one, other) => order.indexOf(one.impact) - order.indexOf(other.impact));
}

function impactOf({ changeImpact, resourceType = '', propertyUpdates }: ResourceDifference) {
  const impact = impacts[changeImpact];
  if (impact !== 'may-replace') return impact;
  const replacing = Object.entries(propertyUpdates).filter(([, one]) => one.changeImpact === 'MAY_REPLACE');
  return replacing.every(([name]) => inPlace[resourceType]?.includes(name)) ? 'update' : impact;
}

function propertiesOf(difference: ResourceDifference): string[] {
  const replacing = (impact: string | undefined) => (impact === 'WILL_REPLACE' || impact === 'MAY_REPLACE' ? 0 : 1);
  return Object.entries(difference.propertyUpdates)
    .sort(([, one], [, other]) => replacing(one.changeImpact) - replacing(other.changeImpact))
    .flatMap(([name, { oldValue, newValue }]) => (name === 'OptionSettings' ? options(oldValue, newValue) : [name]));
}

/** Names of the options that differ: all of them are one property, of hundreds of lines. */
function options(before: unknown, after: unknown): string[] {
  const [old, now] = [table(before), table(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => (now.has(name) ? name : `${name} (removed)`));
}

function table(value: unknown): ReadonlyMap<string, string> {
  const rows = Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
  return new Map(rows.map(({ Namespace, OptionName, Value }) => [`${Namespace} ${OptionName}`, JSON.stringify(Value)]));
}

/** The policies that hold are those of the template that is deployed. */
function dataOf({ oldValue, resourceType }: ResourceDifference, impact: TemplateChange['impact']): string | undefined {
  const holder = holders[resourceType ?? ''];
  if (holder === undefined || oldValue === undefined) return undefined;
  if (impact !== 'remove' && impact !== 'replace' && impact !== 'may-replace') return undefined;
  const policy = impact === 'remove' ? oldValue.DeletionPolicy : oldValue.UpdateReplacePolicy;
  if (policy === 'Retain') return `${holder}: the old one stays, outside of the stack`;
  if (policy === 'Snapshot') return `${holder}: a snapshot of the old one stays`;
  const lost = `${holder}: LOST`;
  return impact === 'may-replace' ? `${lost} if it is replaced` : lost;
}
