import { type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { IamStatement } from './iam-statement';

/** A rule that does not hold here, and why that is meant. */
export interface Acknowledgement {
  /** Id of a rule of cdk-nag, such as `AwsSolutions-RDS3`. */
  readonly id: string;
  readonly reason: string;
}

interface NagMetadata {
  readonly rules_to_suppress: readonly Acknowledgement[];
}

const key = 'cdk_nag';

/**
 * Says in the template why a rule of cdk-nag does not hold for a resource, in the form in which cdk-nag itself writes it, and
 * to the CDK, so that whoever runs the rules over an app of theirs has no findings from us.
 */
export function acknowledge(resource: CfnResource, ...rules: readonly Acknowledgement[]): void {
  Validations.of(resource).acknowledge(...rules);
  write(resource, rules);
}

/** Why a role or policy has wildcards: for each of its statements that has one, its reason. */
export function acknowledgeWildcards(resource: CfnResource, statements: readonly IamStatement[]): void {
  for (const { because, effect = 'Allow', actions, resources } of statements) {
    if (effect === 'Deny') continue;
    const findings = [
      ...actions.map((action) => `Action::${action}`),
      ...resources.map((arn) => `Resource::${flat(Stack.of(resource).resolve(arn))}`),
    ].filter((finding) => finding.includes('*'));
    if (findings.length === 0) continue;
    const rule = 'AwsSolutions-IAM5';
    Validations.of(resource).acknowledge(...findings.map((one) => ({ id: `${rule}[${one}]`, reason: because })));
    write(resource, [{ id: rule, reason: because }]);
  }
}

/** A value of a template as cdk-nag names it in its findings: what is known at deploy only stands in angle brackets. */
function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(flat).join(String(join[0]));
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  return `<${String(ref)}>`;
}

function write(resource: CfnResource, rules: readonly Acknowledgement[]): void {
  const former = resource.getMetadata(key) as NagMetadata | undefined;
  resource.addMetadata(key, { rules_to_suppress: [...(former?.rules_to_suppress ?? []), ...rules] });
}
