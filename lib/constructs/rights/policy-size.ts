import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PreviewError } from '../../errors';
import { type IamStatement, type PolicyDocumentShape, policyDocument } from './iam-statement';

/** Characters without white space: a managed policy, and all inline ones of a role together (IAM user guide, quotas, November 2026). */
const most = { managed: 6144, inline: 10_240 };

/** The lists of settings that can make a policy long, by the statement that holds them. */
const lists: Readonly<Record<string, string>> = {
  Secrets: "the services' secrets of previews",
  SecretKeys: "the services' secretKeys of previews",
  Images: "the services' image of previews",
  Snapshots: 'database.snapshot of previews',
  PushImages: 'ci.imageRepositories',
};

/**
 * The policy document of these statements, when IAM takes it.
 *
 * @throws PreviewError `policy-too-long`
 */
export function fittingDocument(
  scope: Construct,
  kind: keyof typeof most,
  statements: readonly IamStatement[],
): PolicyDocumentShape {
  const document = policyDocument(statements);
  const length = lengthOf(scope, document);
  if (length <= most[kind]) return document;
  const [longest] = statements
    .map(({ sid, resources }) => ({ list: lists[sid], length: lengthOf(scope, resources) }))
    .sort((one, other) => other.length - one.length);
  throw new PreviewError('policy-too-long', `the policy ${scope.node.path} has ${length} characters`, {
    fault: 'user',
    hint: `IAM takes ${most[kind]}: shorten ${longest?.list ?? 'the names in the settings'}, all overrides together.`,
  });
}

/** What is known at deploy only counts as long as the ARN of a bucket with the longest name. */
function lengthOf(scope: Construct, value: unknown): number {
  const isReference = (one: object) => 'Ref' in one || 'Fn::GetAtt' in one;
  return JSON.stringify(Stack.of(scope).resolve(value), (_, one: unknown) => {
    if (typeof one !== 'object' || one === null) return one;
    return isReference(one) ? 'x'.repeat(80) : one;
  }).length;
}
