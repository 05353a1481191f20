import type { Target, TargetKind } from '../../../lib/naming/target';
import { tagging } from '../../fixtures/handler-permissions.json';
import { applicationInput, environmentInput, preview, production, staging, threeServices } from '../inputs';
import { applicationTemplate, environmentTemplate } from '../template';
import { statementsOf } from './attacks/resolved';
import { may } from './ci-calls/may';

/** What the handlers list and no role has, and why nothing of ours needs it. */
const leftOut: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup firehose:TagDeliveryStream': 'Beanstalk makes no log group that is delivered to Firehose',
  'AWS::RDS::DBInstance secretsmanager:TagResource': 'for a password that RDS keeps; ours is in a secret of the stack',
  'AWS::S3::Bucket s3:DeleteBucketTagging': 'IAM knows no such action: S3 asks for s3:PutBucketTagging',
};

/** How CloudFormation or Beanstalk names what it makes of each type; the ARN that IAM sees. */
const arnOf = (kind: TargetKind, account: string, type: string): string => {
  const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
  const environment = `shop-${kind === 'preview' ? 'x-0a1b2c3d' : kind}--web`;
  const inner = 'awseb-e-abcdefghij-stack';
  const [, service = '', name = ''] = type.split('::');
  const named: Readonly<Record<string, string>> = {
    Alarm: arn('cloudwatch', `alarm:${inner}-AWSEBCloudwatchAlarmHigh-1A2B3C`),
    AutoScalingGroup: arn(
      'autoscaling',
      `autoScalingGroup:0a1b:autoScalingGroupName/${inner}-AWSEBAutoScalingGroup-1A`,
    ),
    Table: arn('dynamodb', `table/${inner}-AWSEBWorkerCronLeaderRegistry-1A2B3C`),
    Environment: arn('elasticbeanstalk', `environment/shop-${kind === 'preview' ? 'staging' : kind}/${environment}`),
    Role: `arn:aws:iam::${account}:role/shop-${kind}/shop-${kind}-x-WebRole-1A2B3C`,
    LogGroup: arn('logs', `log-group:/aws/elasticbeanstalk/${environment}/var/log/web.stdout.log`),
    DBInstance: arn('rds', `db:shop-${kind}-x-database-1a2b3c`),
    DBSubnetGroup: arn('rds', `subgrp:shop-${kind}-x-databasesubnets-1a2b3c`),
    Bucket: `arn:aws:s3:::shop-${kind}-x-filesbucket-1a2b3c`,
    Secret: arn('secretsmanager', 'secret:DatabaseSecretC9203AE3-1A2B3C'),
    Queue: arn('sqs', `shop-${kind}-x-JobsQueue-1A2B3C`),
  };
  return named[name] ?? arn(service.toLowerCase(), `${name.toLowerCase()}/x`);
};

/** A secret is ours by its tags: those that it gets, and those that it has. */
const contextOf = (kind: TargetKind) =>
  Object.fromEntries(
    ['RequestTag', 'ResourceTag'].flatMap((key) => [
      [`aws:${key}/preview-stacks:project`, 'shop'],
      [`aws:${key}/preview-stacks:target`, kind],
      ['aws:RequestedRegion', 'eu-central-1'],
    ]),
  );

type Role = readonly [kind: TargetKind, stage: Target];
const roles: readonly [Role, Role, Role] = [
  ['preview', staging],
  ['staging', staging],
  ['production', production],
];

/** The permissions that CloudFormation's role for this kind lacks, as `type permission`. */
async function lacking([kind, stage]: Role, less: string[] = []): Promise<string[]> {
  const { account } = applicationInput(stage).account;
  const template = await applicationTemplate(applicationInput(stage));
  const all = statementsOf(template, `shop-${kind}-cloudformation`, account);
  const statements = all.filter(({ Sid }) => !less.includes(Sid));
  expect(statements.length).toBeGreaterThan(15);
  return Object.entries(tagging).flatMap(([type, actions]) =>
    actions
      .filter((action) => {
        const need = { action, resource: arnOf(kind, account, type), context: contextOf(kind) };
        return !may(statements, need);
      })
      .map((action) => `${type} ${action}`),
  );
}

// CloudFormation hands the tags of a stack on. Since 2026 a right to tag that is missing fails the resource
// (aws/aws-parallelcluster#7331 of 2026-04-10, aws-samples/aws-eda-slurm-cluster#340 of 2026-08-29).
describe("CloudFormation's role", () => {
  test.each(roles)(
    'for %s has each right to tag that the handlers of its types list, but for what is left out',
    async (...role) => {
      expect(await lacking(role)).toEqual(Object.keys(leftOut));
    },
  );

  test('would be found without a right', async () => {
    expect(await lacking(roles[0], ['WorkerTables'])).toContain('AWS::DynamoDB::Table dynamodb:TagResource');
  });
});

test('each type of an environment stack is among those of the handlers', async () => {
  const templates = await Promise.all(
    [preview, staging, production].flatMap((target) => [
      environmentTemplate(environmentInput(target)),
      environmentTemplate(environmentInput(target, threeServices)),
    ]),
  );
  const types = new Set(templates.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type)));
  expect([...types].filter((type) => !(type in tagging))).toEqual([]);
});
