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
 * to the CDK, so that a user who runs the rules over an app gets no findings from us.
 */
export function acknowledge(resource: CfnResource, ...rules: readonly Acknowledgement[]): void {
  Validations.of(resource).acknowledge(...rules);
  write(resource, rules);
}

const wildcards = 'AwsSolutions-IAM5';

/**
 * Why a role or policy has wildcards: for each of its statements that has one, its reason. To the CDK each finding is acknowledged
 * by itself; in the template the reasons stand behind the ids of their statements, in one text, for there a byte is dear.
 */
export function acknowledgeWildcards(resource: CfnResource, statements: readonly IamStatement[]): void {
  const reasons: string[] = [];
  for (const { sid, because, effect = 'Allow', actions, resources } of statements) {
    if (effect === 'Deny') continue;
    const findings = [
      ...actions.map((action) => `Action::${action}`),
      ...resources.map((arn) => `Resource::${flat(Stack.of(resource).resolve(arn))}`),
    ].filter((finding) => finding.includes('*'));
    if (findings.length === 0) continue;
    Validations.of(resource).acknowledge(...findings.map((one) => ({ id: `${wildcards}[${one}]`, reason: because })));
    reasons.push(`${sid}: ${because}`);
  }
  if (reasons.length > 0) write(resource, [{ id: wildcards, reason: reasons.join(' ') }]);
}

/** A value of a template as cdk-nag names it in its findings: what is known at deploy only is in angle brackets. */
function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(flat).join(String(join[0]));
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  return `<${String(ref)}>`;
}

function write(resource: CfnResource, rules: readonly Acknowledgement[]): void {
  if (rules.length === 0) return;
  const former = resource.getMetadata(key) as NagMetadata | undefined;
  const merged = new Map(former?.rules_to_suppress.map(({ id, reason }) => [id, reason]));
  for (const { id, reason } of rules) merged.set(id, [merged.get(id) ?? [], reason].flat().join(' '));
  resource.addMetadata(key, { rules_to_suppress: [...merged].map(([id, reason]) => ({ id, reason })) });
}
