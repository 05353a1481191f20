/** Logical ids of the resources that outlive their stack, as its template says: what is in them is not ours to delete. */
export function retainedResources(template: string): ReadonlySet<string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(template);
  } catch {
    // YAML, which none of ours is: then CloudFormation's word on what it could not delete must do.
    return new Set();
  }
  const resources = (parsed as { Resources?: Record<string, { DeletionPolicy?: unknown }> } | null)?.Resources ?? {};
  const kept = Object.entries(resources).filter(([, { DeletionPolicy: policy }]) =>
    ['Retain', 'RetainExceptOnCreate'].includes(String(policy)),
  );
  return new Set(kept.map(([logicalId]) => logicalId));
}
