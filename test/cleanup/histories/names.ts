/** Names that are hard to keep apart, and two ordinary ones. */
export const branchNames = ['feature/a', 'feature-a', 'Feature/A', 'fix#1', '日本', 'login-page', 'docs-no-infra'];

/** The bucket that the fake's templates make. */
export function bucketOf(stackName: string): string {
  return `${stackName}-bucket`.toLowerCase();
}
