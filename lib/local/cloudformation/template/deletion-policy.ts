import { evaluate } from '../intrinsics/evaluate';
import type { Scope } from '../intrinsics/scope';
import { validationError } from '../validation-error';
import type { DeletionPolicy, TemplateResource } from './template';

const snapshotTypes = ['AWS::RDS::DBInstance'];
const policies: readonly unknown[] = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/** What becomes of a resource. A database instance is snapshot when its template says nothing (trap T24). Throws ValidationError. */
export function deletionPolicyOf(
  resource: TemplateResource,
  attribute: 'DeletionPolicy' | 'UpdateReplacePolicy',
  scope: Scope,
): DeletionPolicy {
  const stated = attribute === 'DeletionPolicy' ? resource.deletionPolicy : resource.updateReplacePolicy;
  const value = evaluate(stated, scope);
  if (value === undefined) {
    return attribute === 'DeletionPolicy' && isStandaloneDatabase(resource) ? 'Snapshot' : 'Delete';
  }
  if (!isPolicy(value)) {
    throw validationError(
      `Template error: Unrecognized ${attribute} ${String(value)} for resource ${resource.logicalId}`,
    );
  }
  if (value === 'Snapshot' && !snapshotTypes.includes(resource.type)) {
    throw validationError(`Template error: resource type ${resource.type} does not support deletion policy Snapshot`);
  }
  return value;
}

function isStandaloneDatabase({ type, properties }: TemplateResource): boolean {
  return type === 'AWS::RDS::DBInstance' && properties.DBClusterIdentifier === undefined;
}

function isPolicy(value: unknown): value is DeletionPolicy {
  return policies.includes(value);
}
