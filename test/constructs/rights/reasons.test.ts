import { applicationInput, circleCi, environmentInput, preview, production, staging, threeServices } from '../inputs';
import { environmentTemplate, type Resource, type Template, textsIn, wholeApplicationTemplate } from '../template';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
}

const layer = { ...threeServices, ...circleCi };
let templates: Readonly<Record<string, Template>>;
beforeAll(async () => {
  templates = {
    'application of production': wholeApplicationTemplate(applicationInput(production, layer)),
    'application of staging': wholeApplicationTemplate(applicationInput(staging, layer)),
    production: await environmentTemplate(environmentInput(production, layer)),
    preview: await environmentTemplate(environmentInput(preview, layer)),
  };
});

function statementsOf({ Properties }: Resource): Statement[] {
  const { PolicyDocument, Policies = [] } = Properties as {
    PolicyDocument?: { Statement: Statement[] };
    Policies?: { PolicyDocument: { Statement: Statement[] } }[];
  };
  return [...(PolicyDocument ? [PolicyDocument] : []), ...Policies.map((policy) => policy.PolicyDocument)].flatMap(
    (document) => document.Statement,
  );
}

const hasStar = ({ Action, Resource: resources }: Statement) =>
  textsIn([Action, resources]).some((text) => text.includes('*'));
const policiesOf = (template: Template) =>
  Object.entries(template.resources).filter(([, { Type }]) => /^AWS::IAM::(Role|ManagedPolicy|Policy)$/.test(Type));

describe('roles and policies', () => {
  test('say in the template why, for every statement that allows with a *', () => {
    const counted = Object.entries(templates).flatMap(([name, template]) =>
      policiesOf(template).map(([id, resource]) => {
        const starred = statementsOf(resource).filter((one) => one.Effect === 'Allow' && hasStar(one));
        const said = (resource.Metadata?.cdk_nag?.rules_to_suppress ?? []).find(
          (one) => one.id === 'AwsSolutions-IAM5',
        );
        const stars = starred.length;
        const reasons = starred.filter(({ Sid }) => new RegExp(`(^| )${Sid}: .{20}`).test(said?.reason ?? '')).length;
        return { what: `${name} ${id}`, stars, reasons };
      }),
    );
    expect(counted.reduce((sum, { stars }) => sum + stars, 0)).toBeGreaterThan(50);
    expect(counted.filter(({ stars, reasons }) => stars !== reasons)).toEqual([]);
  });

  test('never allow everything, nor anything on everything that can be named', () => {
    const all = Object.values(templates).flatMap((template) =>
      policiesOf(template).flatMap(([, one]) => statementsOf(one)),
    );
    expect(all.filter(({ Action }) => Action.includes('*'))).toEqual([]);
    const services = ['s3:', 'sqs:', 'secretsmanager:', 'rds:', 'sts:', 'kms:', 'lambda:', 'dynamodb:'];
    const broad = all
      .filter(({ Effect, Resource: resources }) => Effect === 'Allow' && resources.includes('*'))
      .flatMap(({ Action }) => Action)
      .filter((action) => services.some((service) => action.startsWith(service)));
    expect([...new Set(broad)].sort()).toEqual([
      'rds:Describe*',
      'rds:DescribeDBSnapshots',
      'secretsmanager:GetRandomPassword',
    ]);
  });
});
