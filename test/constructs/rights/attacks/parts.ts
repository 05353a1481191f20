import type { Template } from '../../template';
import type { Statement } from '../ci-calls/may';
import { type MadeIn, resolved } from './resolved';

/** A role as rows ask about it. */
export interface Holder {
  /** Names of its policies. */
  readonly policies: readonly string[];
  /** Name of its boundary. @default none */
  readonly boundary?: string;
}

export type Policies = ReadonlyMap<string, readonly Statement[]>;

/** What one template brings. */
export interface Part {
  readonly policies: Policies;
  readonly holders: ReadonlyMap<string, Holder>;
}

export interface PartNames {
  /** Whose roles those are that CloudFormation names. @default none: all roles have names */
  readonly owner?: string;
  /** Behind each name, to tell it from that of another template. */
  readonly label?: string;
}

interface Document {
  readonly Statement: readonly Statement[];
}

interface Properties {
  readonly RoleName?: string;
  readonly ManagedPolicyName?: string;
  readonly PermissionsBoundary?: string;
  readonly AssumeRolePolicyDocument?: Document;
  readonly Policies?: readonly { readonly PolicyDocument: Document }[];
  readonly ManagedPolicyArns?: readonly { readonly Ref: string }[];
  readonly PolicyDocument?: Document;
}

/** A statement of a trust policy has no name of its own: what it denies tells it from the others. */
function labelOf({ Effect, Condition = {} }: Statement): string {
  const claims = Object.values(Condition).flatMap((keys) => Object.keys(keys).map((key) => key.replace(/^.*:/, '')));
  return Effect === 'Deny' ? ['Deny', ...claims].join(' ') : Effect;
}

/** Every policy of a template, so that a role or a policy that is added is judged without being named anywhere. */
export function partOf(template: Template, place: MadeIn, { owner = '', label = '' }: PartNames = {}): Part {
  const policies = new Map<string, readonly Statement[]>();
  const holders = new Map<string, Holder>();
  const keep = (name: string, document: Document | undefined) => {
    const statements = resolved(template, place, document?.Statement ?? []);
    policies.set(
      name,
      // In a trust policy one action may stand alone.
      statements.map((one) => ({ ...one, Sid: one.Sid ?? labelOf(one), Action: [one.Action].flat() })),
    );
  };
  const nameOf = (id: string) => {
    const { ManagedPolicyName } = (template.resources[id]?.Properties ?? {}) as Properties;
    return `${ManagedPolicyName ?? `${place.stack} ${id.replace(/[0-9A-F]{8}$/, '')}`}${label}`;
  };
  for (const [id, { Type, Properties }] of Object.entries(template.resources)) {
    const { RoleName, Policies = [], ManagedPolicyArns = [], PermissionsBoundary, ...rest } = Properties as Properties;
    if (Type !== 'AWS::IAM::Role') {
      if (rest.PolicyDocument) keep(nameOf(id), rest.PolicyDocument);
      // A boundary is asked like a role that a template grants everything: what it allows is what such a role may.
      if (Type === 'AWS::IAM::ManagedPolicy' && rest.PolicyDocument)
        holders.set(nameOf(id), { policies: [nameOf(id)] });
      continue;
    }
    const name = `${RoleName ?? `${owner} ${id.replace(/InstanceRole.*$/, '').toLowerCase()}`}${label}`;
    keep(`trust of ${name}`, rest.AssumeRolePolicyDocument);
    for (const { PolicyDocument } of Policies) keep(name, PolicyDocument);
    holders.set(name, {
      policies: [...(Policies.length > 0 ? [name] : []), ...ManagedPolicyArns.map(({ Ref }) => nameOf(Ref))],
      ...(PermissionsBoundary && { boundary: PermissionsBoundary.replace(/^.*:policy\//, '') }),
    });
    if (PermissionsBoundary) holders.set(`${name} by itself`, { policies: [name] });
  }
  return { policies, holders };
}
