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

/** The statements of extensions, together. */
const rights = 'rights';

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
  const lengths = new Map<string, number>();
  for (const { sid, actions, resources, conditions } of statements) {
    const list = sid.startsWith('Given') ? rights : lists[sid];
    if (list === undefined) continue;
    lengths.set(list, (lengths.get(list) ?? 0) + lengthOf(scope, [actions, resources, conditions]));
  }
  const [[longest] = ['the names in the settings']] = [...lengths].sort(([, one], [, other]) => other - one);
  throw new PreviewError('policy-too-long', `the policy ${scope.node.path} has ${length} characters`, {
    fault: 'user',
    hint: `IAM takes ${most[kind]}: shorten ${longest}${longest === rights ? '' : ', all overrides together'}.`,
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
