import type { Template } from '../../template';
import type { Statement } from '../ci-calls/may';

interface Document {
  readonly Statement: readonly Statement[];
}

/** The statements of a role, or of the boundary of that name, with every reference as the text that it becomes. */
export function statementsOf(template: Template, name: string, account: string): readonly Statement[] {
  const resolve = <T>(value: T): T => resolved(template, account, value) as T;
  for (const { Properties } of Object.values(template.resources)) {
    const {
      RoleName,
      ManagedPolicyName,
      Policies = [],
      ManagedPolicyArns = [],
      PolicyDocument,
    } = Properties as {
      readonly RoleName?: string;
      readonly ManagedPolicyName?: string;
      readonly Policies?: readonly { readonly PolicyDocument: Document }[];
      readonly ManagedPolicyArns?: readonly { readonly Ref: string }[];
      readonly PolicyDocument?: Document;
    };
    if (ManagedPolicyName === name) return resolve(PolicyDocument?.Statement ?? []);
    if (RoleName !== name) continue;
    const managed = ManagedPolicyArns.map(({ Ref }) => template.resources[Ref]?.Properties.PolicyDocument as Document);
    const documents = [...Policies.map((policy) => policy.PolicyDocument), ...managed];
    return resolve(documents.flatMap(({ Statement: all }) => all));
  }
  throw new Error(`no role and no boundary is called ${name}`);
}

/** The ARN or name that CloudFormation puts in for a reference. */
function resolved(template: Template, account: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(template, account, one));
  if (value === null || typeof value !== 'object') return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (resolved(template, account, join[1]) as string[]).join(String(join[0]));
  const id = Array.isArray(attribute) ? String(attribute[0]) : ref;
  if (typeof id === 'string') return arnOf(template, account, id);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(template, account, one)]));
}

function arnOf({ resources }: Template, account: string, id: string): string {
  const { Type = '', Properties = {} } = resources[id] ?? {};
  if (Type === 'AWS::S3::Bucket') return `arn:aws:s3:::${bundleBucket}`;
  if (Type === 'AWS::IAM::Role') return `arn:aws:iam::${account}:role/${Properties.RoleName}`;
  return `arn:aws:iam::${account}:policy/${Properties.ManagedPolicyName ?? id}`;
}

/** As CloudFormation might name it. */
export const bundleBucket = 'shop-application-staging-bundlesbucket-1a2b3c';
