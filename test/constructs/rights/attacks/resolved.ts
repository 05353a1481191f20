import type { Template } from '../../template';
import type { Statement } from '../ci-calls/may';

interface Document {
  readonly Statement: readonly Statement[];
}

/** The statements of a role, or of the boundary of that name, with every reference as the text that it becomes. */
export function statementsOf(template: Template, name: string, account: string): readonly Statement[] {
  const resolve = <T>(value: T): T => resolved(template, { account }, value);
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

/** Where CloudFormation makes what a template describes. */
export interface MadeIn {
  readonly account: string;
  /** Name of the stack. @default that of the application stack of staging */
  readonly stack?: string;
}

/** A value of a template with the text that CloudFormation puts in for each reference. */
export function resolved<T>(template: Template, place: MadeIn, value: T): T {
  return textOf(template, place, value) as T;
}

function textOf(template: Template, place: MadeIn, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => textOf(template, place, one));
  if (value === null || typeof value !== 'object') return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (textOf(template, place, join[1]) as string[]).join(String(join[0]));
  const id = Array.isArray(attribute) ? String(attribute[0]) : ref;
  if (typeof id === 'string') return arnOf(template, place, id);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textOf(template, place, one)]));
}

function arnOf({ resources }: Template, { account, stack = 'shop-application-staging' }: MadeIn, id: string): string {
  const { Type = '', Properties = {} } = resources[id] ?? {};
  const regional = (service: string) => `arn:aws:${service}:eu-central-1:${account}:`;
  const plain = id.replace(/[0-9A-F]{8}$/, '');
  switch (Type) {
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${stack}-${plain.toLowerCase()}-1a2b3c`;
    case 'AWS::SQS::Queue':
      return `${regional('sqs')}${stack}-${plain}-1A2B3C`;
    case 'AWS::SNS::Topic':
      return `${regional('sns')}${stack}-${plain}-1A2B3C`;
    case 'AWS::SecretsManager::Secret':
      return `${regional('secretsmanager')}secret:${id}-1a2b3c4d5e6f-AbCdEf`;
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${account}:role/${Properties.RoleName ?? `${stack}-${plain}-1A2B3C`}`;
    case 'AWS::IAM::ManagedPolicy':
      return `arn:aws:iam::${account}:policy/${Properties.ManagedPolicyName ?? id}`;
    default:
      throw new Error(`no policy of ours named ${id} (${Type}) before: say what it becomes`);
  }
}

/** As CloudFormation might name it. */
export const bundleBucket = 'shop-application-staging-bundlesbucket-1a2b3c';
