import { App } from 'aws-cdk-lib';
import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import { addStacks } from '../../lib/constructs/app-context';
import type { ApplicationInput, EnvironmentInput } from '../../lib/ports/synthesizer';

/** One resource as a template holds it. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: {
    readonly cdk_nag?: { readonly rules_to_suppress: readonly { readonly id: string; readonly reason: string }[] };
  };
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
  readonly Condition?: unknown;
}

/** A synthesized template with the questions that tests ask of it. */
export class Template {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;

  constructor(readonly body: string) {
    const parsed = JSON.parse(body);
    this.resources = parsed.Resources;
    this.outputs = parsed.Outputs;
  }

  ids(type: string): string[] {
    return Object.keys(this.resources).filter((id) => this.resources[id]?.Type === type);
  }

  all(type: string): Resource[] {
    return Object.values(this.resources).filter((resource) => resource.Type === type);
  }

  /** The only resource of its type. */
  one(type: string): Resource {
    const [first, ...others] = this.all(type);
    if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} resources of type ${type}`);
    return first;
  }

  id(type: string): string {
    this.one(type);
    return this.ids(type)[0] ?? '';
  }

  /** The secrets of a stack's database: user and password, and the URL. */
  databaseSecrets(): { readonly user: string; readonly url: string } {
    const ids = this.ids('AWS::SecretsManager::Secret');
    const url = ids.find((id) => this.resources[id]?.Properties.SecretString !== undefined) ?? '';
    return { user: ids.find((id) => id !== url) ?? '', url };
  }

  /** Option settings of the environment: namespace → option → value. */
  options(): Record<string, Record<string, unknown>> {
    const table: Record<string, Record<string, unknown>> = {};
    const settings = this.one('AWS::ElasticBeanstalk::Environment').Properties.OptionSettings as {
      Namespace: string;
      OptionName: string;
      Value: unknown;
    }[];
    for (const { Namespace, OptionName, Value } of settings) {
      table[Namespace] = { ...table[Namespace], [OptionName]: Value };
    }
    return table;
  }

  /** The statements of a role's policies by Sid, those of managed policies in the same template included. */
  statements(roleId: string): Record<string, Statement> {
    const { Policies = [], ManagedPolicyArns = [] } = (this.resources[roleId]?.Properties ?? {}) as {
      Policies?: { PolicyDocument: { Statement: Statement[] } }[];
      ManagedPolicyArns?: { Ref?: string }[];
    };
    const managed = ManagedPolicyArns.flatMap(({ Ref = '' }) => this.resources[Ref] ?? []).map(
      ({ Properties }) => Properties as unknown as { PolicyDocument: { Statement: Statement[] } },
    );
    return Object.fromEntries(
      [...Policies, ...managed].flatMap(({ PolicyDocument }) =>
        PolicyDocument.Statement.map((statement) => [statement.Sid, statement]),
      ),
    );
  }
}

const synthesizer = new CdkSynthesizer();

export async function environmentTemplate(input: EnvironmentInput): Promise<Template> {
  return new Template((await synthesizer.environment(input)).body);
}

export async function applicationTemplate(input: ApplicationInput): Promise<Template> {
  return new Template((await synthesizer.application(input)).body);
}

/** The template as the CDK makes it: what is sent to AWS leaves its reasons out where they make it too long. */
export function wholeApplicationTemplate(input: ApplicationInput): Template {
  const app = new App();
  addStacks(app, { applications: [input], environments: [] });
  return new Template(JSON.stringify(app.synth().stacks[0]?.template));
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}

/** The logical ids that a value refers to. */
export function referencesIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const record = value as Record<string, unknown>;
  if (typeof record.Ref === 'string') return [record.Ref];
  const attribute = record['Fn::GetAtt'];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return Object.values(record).flatMap(referencesIn);
}
