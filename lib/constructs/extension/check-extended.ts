import { CfnElement } from 'aws-cdk-lib';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { PreviewError } from '../../errors';
import { ownershipTagKeys, ownershipTags } from '../../naming/ownership-tags';
import type { ExtendedStack } from './extend-stack';
import { nameProperties } from './physical-names';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface Fault {
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

const retaining: readonly unknown[] = ['Retain', 'RetainExceptOnCreate', 'Snapshot'];
/** CloudFormation keeps a snapshot of these when the template says nothing (user guide, DeletionPolicy attribute; from memory). */
const snapshotByDefault = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];
const ourTag = /^preview-stacks:/;

/**
 * Looks at what an extension made of a stack. The template is what counts: it shows overrides and what is added late, too.
 *
 * @throws PreviewError `extension-refused` with every fault at once, each with the path of the construct and what to write
 */
export function checkExtended(extended: ExtendedStack, artifact: CloudFormationStackArtifact): void {
  const { stack, ours } = extended;
  const resources = (artifact.template as { Resources?: Record<string, Resource> }).Resources ?? {};
  const paths = new Map(
    stack.node
      .findAll()
      .filter(CfnElement.isCfnElement)
      .map((element) => [String(stack.resolve(element.logicalId)), element.node.path]),
  );
  const faults: Fault[] = faultsOfStack(extended, artifact);
  for (const id of ours.keys()) {
    if (resources[id] !== undefined) continue;
    faults.push({ path: id, message: 'is of our own and was taken out', hint: 'Change it by the settings.' });
  }
  for (const [id, resource] of Object.entries(resources)) {
    const found = ours.has(id) ? [] : [...faultsOfName(extended, resource), ...faultsOfRole(extended, resource)];
    const all = [...found, ...faultsOfPolicy(extended, id, resource), ...faultsOfTags(resource)];
    faults.push(...all.map((fault) => ({ path: `${paths.get(id) ?? id} (${resource.Type})`, ...fault })));
  }
  if (faults.length === 0) return;
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new PreviewError('extension-refused', `what the extension adds to ${stack.stackName} has ${count}`, {
    fault: 'user',
    hint: 'Fix what is listed, then try again.',
    faults,
  });
}

/** The tags, by which cleanup knows whose the stack is, and the protection. */
function faultsOfStack(
  { props }: ExtendedStack,
  { tags, terminationProtection }: CloudFormationStackArtifact,
): Fault[] {
  const { settings, repository, target } = props;
  const wanted = ownershipTags({ project: settings.project, repository, target });
  const changed = Object.values(ownershipTagKeys).filter((key) => tags[key] !== wanted[key]);
  const faults = changed.map((key) => ({
    path: `the tag ${key} of the stack`,
    message: 'was changed',
    hint: 'Leave tags that begin with preview-stacks: as they are: cleanup finds the stack by them.',
  }));
  if ((terminationProtection ?? false) === settings.values.terminationProtection) return faults;
  const path = 'the termination protection of the stack';
  return [...faults, { path, message: 'was changed', hint: 'Set terminationProtection in the settings.' }];
}

type Found = readonly Omit<Fault, 'path'>[];

/** Its function makes a log group for itself, whatever group it is to look after (aws-cdk-lib 2.276, log-retention-handler). */
const logRetention = {
  message: 'would leave a log group behind: that of the function which sets the retention',
  hint: "Write logGroup: new LogGroup(stack, '…', { retention, removalPolicy: RemovalPolicy.DESTROY }) in place of logRetention, or leave both out.",
};

/** Nothing of a preview outlives it, but for what our own constructs say. */
function faultsOfPolicy({ ours, props }: ExtendedStack, id: string, resource: Resource): Found {
  if (props.target.kind !== 'preview') return [];
  const { Type, DeletionPolicy, UpdateReplacePolicy, Properties = {} } = resource;
  if (Type === 'Custom::LogRetention') return [logRetention];
  const before = ours.get(id);
  const silent =
    snapshotByDefault.includes(Type) && Properties.DBClusterIdentifier === undefined ? 'Snapshot' : undefined;
  const kept = [
    ['DeletionPolicy', DeletionPolicy ?? (before ? undefined : silent), before?.deletion],
    ['UpdateReplacePolicy', UpdateReplacePolicy, before?.replacement],
  ].filter(([, policy, former]) => retaining.includes(policy) && policy !== former);
  if (kept.length === 0) return [];
  const rest = Type === 'AWS::S3::Bucket' ? ' Leave autoDeleteObjects out: cleanup empties the bucket.' : '';
  return [
    {
      message: `would outlive the preview: ${kept.map(([name, policy]) => `${name} is ${policy}`).join(', ')}`,
      hint: `Write removalPolicy: RemovalPolicy.DESTROY, or call applyRemovalPolicy with it.${rest}`,
    },
  ];
}

/** Names that CloudFormation's role for the target does not reach, or that every target would claim. */
function faultsOfName({ props }: ExtendedStack, { Type, Properties = {} }: Resource): Found {
  const named = nameProperties[Type];
  if (named === undefined) return [];
  const { property, needed } = named;
  const value = Properties[property];
  const hint = `Write ${named.inCode ?? lowerFirst(property)}: name('…').`;
  const start = `${props.settings.project}-${props.target.kind}-`;
  if (value === undefined) {
    return needed ? [{ message: `has no ${property}: the one made up would lose ${start}`, hint }] : [];
  }
  // What CloudFormation resolves is not known here.
  if (typeof value !== 'string' || value.startsWith(start)) return [];
  return [{ message: `${property} is ${JSON.stringify(value)} and does not begin with ${start}`, hint }];
}

/** CloudFormation's role makes roles in one path and under one boundary only. */
function faultsOfRole({ path, permissionsBoundaryArn }: ExtendedStack, { Type, Properties = {} }: Resource): Found {
  const isRole = Type === 'AWS::IAM::Role';
  if (!isRole && Type !== 'AWS::IAM::InstanceProfile') return [];
  const faults: Omit<Fault, 'path'>[] = [];
  if (Properties.Path !== path) {
    faults.push({ message: `Path is ${show(Properties.Path)}`, hint: `Leave path out: it becomes ${path}.` });
  }
  if (isRole && Properties.PermissionsBoundary !== permissionsBoundaryArn) {
    faults.push({
      message: `PermissionsBoundary is ${show(Properties.PermissionsBoundary)}`,
      hint: `Leave permissionsBoundary out: it becomes ${permissionsBoundaryArn}.`,
    });
  }
  return faults;
}

/** The stack hands its tags to what is in it; a resource that says other values would be taken for another target's. */
function faultsOfTags({ Properties = {} }: Resource): Found {
  const keys = Object.entries(Properties)
    .filter(([name]) => /tags$/i.test(name))
    .flatMap(([, tags]) => (Array.isArray(tags) ? tags.map((tag) => tag?.Key) : Object.keys(Object(tags))));
  return keys
    .filter((key) => ourTag.test(String(key)))
    .map((key) => ({ message: `sets the tag ${key} itself`, hint: 'Leave it out: the stack hands its tags down.' }));
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function lowerFirst(text: string): string {
  return text.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}
