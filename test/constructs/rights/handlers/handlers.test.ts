import type { Target, TargetKind } from '../../../../lib/naming/target';
import { ofStages, permissions } from '../../../fixtures/handler-permissions.json';
import { applicationInput, environmentInput, preview, production, staging, threeServices } from '../../inputs';
import { applicationTemplate, environmentTemplate, type Template } from '../../template';
import { statementsOf } from '../attacks/resolved';
import { may } from '../ci-calls/may';
import { leftOut, stale, withoutReason } from './left-out';
import { needOf } from './needs';

type Role = readonly [kind: TargetKind, stage: Target];
const roles: readonly [Role, Role, Role] = [
  ['preview', staging],
  ['staging', staging],
  ['production', production],
];

/** Each stage is synthesized once. */
const templates = new Map<Target, Promise<Template>>();

/** The permissions that CloudFormation's role for this kind lacks, as `type permission`. */
async function lacking([kind, stage]: Role, less: string[] = []): Promise<readonly string[]> {
  const { account } = applicationInput(stage).account;
  const template = templates.get(stage) ?? applicationTemplate(applicationInput(stage));
  templates.set(stage, template);
  const all = statementsOf(await template, `shop-${kind}-cloudformation`, account);
  const statements = all.filter(({ Sid }) => !less.includes(Sid));
  expect(statements.length).toBeGreaterThan(15);
  return Object.entries(permissions).flatMap(([type, handlers]) =>
    Object.keys(handlers)
      .filter((action) => !may(statements, needOf(kind, account, type, action)))
      .map((action) => `${type} ${action}`),
  );
}

/** The permissions for alarms that the role for this stage lacks when settings ask for them. */
async function lackingForAlarms([kind, stage]: Role): Promise<readonly string[]> {
  const input = applicationInput(stage, { alarms: { email: 'on-call@acme.com' } });
  const { account } = input.account;
  const statements = statementsOf(await applicationTemplate(input), `shop-${kind}-cloudformation`, account);
  return Object.entries(ofStages).flatMap(([type, handlers]) =>
    Object.keys(handlers)
      .filter((action) => !may(statements, needOf(kind, account, type, action)))
      .map((action) => `${type} ${action}`),
  );
}

// A right to tag that is missing fails the resource since 2026 (aws/aws-parallelcluster#7331 of 2026-04-10,
// aws-samples/aws-eda-slurm-cluster#340 of 2026-08-29); others fail it when a handler uses them.
describe("CloudFormation's role", () => {
  test.each(roles)('for %s has what the handlers of its types list, but for what is left out', async (...role) => {
    expect(withoutReason(await lacking(role))).toEqual([]);
  });

  test.each(roles)('for %s lacks all that is left out', async (...role) => {
    expect(leftOut.length).toBeGreaterThan(50);
    expect(stale(await lacking(role))).toEqual([]);
  });

  test.each(roles.slice(1))(
    'for %s has what the handlers for alarms list, when settings ask for them',
    async (...role) => {
      expect(await lackingForAlarms(role)).toEqual([]);
    },
  );

  test('for previews has nothing of it but what Beanstalk needs, whatever settings say', async () => {
    const lacks = await lackingForAlarms(roles[0]);
    expect(lacks).toContain('AWS::SNS::Topic sns:CreateTopic');
    expect(lacks).toContain('AWS::CloudWatch::Dashboard cloudwatch:PutDashboard');
  });

  test('would be found without a right', async () => {
    const lacks = await lacking(roles[0], ['WorkerTables', 'AlarmTags']);
    expect(lacks).toContain('AWS::DynamoDB::Table dynamodb:TagResource');
    expect(lacks).toContain('AWS::CloudWatch::Alarm cloudwatch:TagResource');
    expect(withoutReason(lacks).length).toBeGreaterThan(5);
  });
});

test('each type of an environment stack is among those of the handlers', async () => {
  const alarms = { alarms: { email: 'on-call@acme.com' } };
  const made = await Promise.all([
    ...[preview, staging, production].flatMap((target) => [
      environmentTemplate(environmentInput(target)),
      environmentTemplate(environmentInput(target, threeServices)),
    ]),
    environmentTemplate(environmentInput(staging, { ...threeServices, ...alarms }, { mayAlarm: true })),
  ]);
  const types = new Set(made.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type)));
  expect([...types].filter((type) => !(type in permissions || type in ofStages))).toEqual([]);
});
