import { portableArn } from '../../rights/portable-arn';
import type { RightStatement } from '../../rights/rights-settings';
import type { RightsList } from './refused-actions';

type Fence = 'own' | 'new' | 'function';

/** By what a statement about things without names of their own is held to those of its targets. */
function fencesOf({ conditions = {} }: RightStatement): readonly Fence[] {
  const { StringEquals = {}, ArnLike = {} } = conditions;
  const tags = (key: string) =>
    StringEquals[`aws:${key}/preview-stacks:project`] === '{project}' &&
    StringEquals[`aws:${key}/preview-stacks:target`] === '{target}';
  const ofFunction = ArnLike['lambda:FunctionArn'];
  return [
    ...(tags('ResourceTag') ? (['own'] as const) : []),
    ...(tags('RequestTag') ? (['new'] as const) : []),
    ...(typeof ofFunction === 'string' && named.test(ofFunction) ? (['function'] as const) : []),
  ];
}

/** Region and account of the stack, a kind, then the name: what is inside of something else could be inside of anything. */
const named =
  /^arn:\{partition\}:[a-z0-9-]+:\{region\}:\{account\}:([A-Za-z-]+[:/]|log-group:\/aws\/[a-z-]+\/)?\{prefix\}[\w.:/*?@-]*$/;
const namedBucket = /^arn:\{partition\}:s3:::\{prefix\}[\w./*?-]*$/;
const somewhere = /^arn:\{partition\}:[a-z0-9-]+:(\{region\})?:(\{account\})?:[\w./:*?-]+$/;
/** What ElastiCache has in each account and never changes. */
const ofAws = 'arn:{partition}:elasticache:{region}:{account}:parametergroup:default.*';

/** Why a statement cannot be about this resource, and what to write instead. */
export function refusedResource(
  of: RightsList,
  statement: RightStatement,
  resource: string,
): readonly [message: string, hint: string] | undefined {
  if (named.test(resource) || namedBucket.test(resource) || resource === ofAws) return undefined;
  if (resource !== '*' && !somewhere.test(resource)) {
    if (/^arn:[^:]+:[a-z0-9-]+:[^:]*:[^:]*:.+$/.test(resource)) {
      return ['names things of other targets, accounts or regions', `Write '${portableArn(resource)}'.`];
    }
    return ['is not the ARN of a resource', "Write an ARN such as 'arn:{partition}:sns:{region}:{account}:{prefix}*'."];
  }
  if (statement.actions.every((action) => isFenced(of, statement, resource, action))) return undefined;
  const instead =
    resource === '*' ? 'arn:{partition}:<service>:{region}:{account}:<kind>:{prefix}*' : portableArn(resource);
  return [
    'reaches things of other targets, too',
    `Write '${instead}'; for what has no name of its own, the conditions { StringEquals: { 'aws:ResourceTag/preview-stacks:project': '{project}', 'aws:ResourceTag/preview-stacks:target': '{target}' } }, and RequestTag in place of ResourceTag for actions that create.`,
  ];
}

function isFenced(of: RightsList, statement: RightStatement, resource: string, action: string): boolean {
  const fences = fencesOf(statement);
  // Every stack has secrets that only their tags tell apart; those of extensions have names.
  if (action.startsWith('secretsmanager:')) return false;
  // Tags in another account say nothing.
  if (fences.includes('own') && resource !== '*') return true;
  // Who may tag what is there makes it its own; a mapping with false tags stays with its function.
  const creates =
    /^[a-z0-9-]+:Create(?!\w*(?:Tags|EventSourceMapping)$)\w*$/.test(action) ||
    (action === 'lambda:TagResource' && /:event-source-mapping:\*$/.test(resource));
  if (fences.includes('new') && creates) return true;
  if (fences.includes('function') && /^lambda:[A-Z][a-z]+EventSourceMapping$/.test(action)) return true;
  // Lists show names and states; ListBucket shows what is in a bucket, and tags are read by name.
  return (
    of === 'stack' &&
    resource === '*' &&
    /^(?!s3:)[a-z0-9-]+:(Describe[A-Za-z]*\*?|List(?!Tags)[A-Za-z]+)$/.test(action)
  );
}
