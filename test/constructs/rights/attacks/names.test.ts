import { applicationInput, circleCi, production, staging } from '../../inputs';
import { applicationTemplate, type Template } from '../../template';
import { may } from '../ci-calls/may';
import { bundleBucket, statementsOf } from './resolved';

// Staging, production and two projects in one account: the worst case for names.
const account = '111122223333';
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
const group = (environment: string) =>
  arn('logs', `log-group:/aws/elasticbeanstalk/${environment}/var/log/web.stdout.log`);
const environment = (name: string) => arn('elasticbeanstalk', `environment/shop-staging/${name}`);
const application = arn('elasticbeanstalk', 'application/shop-staging');
const version = (label: string) => arn('elasticbeanstalk', `applicationversion/shop-staging/${label}`);
const object = (key: string) => `arn:aws:s3:::${bundleBucket}/${key}`;
const own = 'shop-login-0a1b2c3d--web';
const tagged = (tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/preview-stacks:${key}`, value]));
const ofStaging = tagged({ project: 'shop', target: 'staging' });
const ofPreview = tagged({ project: 'shop', target: 'preview' });
const ofOther = tagged({ project: 'shop-ui', target: 'preview' });
const region = { 'aws:RequestedRegion': 'eu-central-1' };
const inner = arn('cloudformation', 'stack/awseb-e-abcdefghij-stack/uuid');
const instance = arn('ec2', 'instance/i-0123456789abcdef0');
const autoScaling = arn('autoscaling', 'autoScalingGroup:0a1b:autoScalingGroupName/awseb-e-abcdefghij-stack-Group-1A');

type Row = readonly [action: string, resource: string, context?: Readonly<Record<string, string>>];
interface Rows {
  readonly denied: readonly Row[];
  readonly allowed: readonly Row[];
}

const tables: Readonly<Record<string, Rows>> = {
  'shop-staging-previews': {
    denied: [
      ['logs:FilterLogEvents', group('shop-staging--web')],
      ['logs:FilterLogEvents', group('shop-production--web')],
      ['logs:FilterLogEvents', group('shop-staging--web/var/log/x-12345678--y')],
      ['logs:FilterLogEvents', group('shop-ui-production--web')],
      ['logs:FilterLogEvents', group('shop-ui-staging--web')],
      ['logs:FilterLogEvents', group('shop-ui-login-0a1b2c3d--web'), ofOther],
      ['s3:GetObject', object('staging/bundles/x.zip')],
      ['s3:GetObject', object('staging/records/x.json')],
      ['s3:PutObject', object('staging/bundles/x.zip')],
    ],
    allowed: [
      ['logs:FilterLogEvents', group(own)],
      ['logs:FilterLogEvents', group(own), ofPreview],
      ['s3:GetObject', object('login/bundles/x.zip')],
      ['s3:GetObject', object('cleanup-heartbeat.json')],
    ],
  },
  'shop-staging-deploy': {
    denied: [
      ['logs:FilterLogEvents', group('shop-production--web')],
      ['logs:FilterLogEvents', group('shop-ui-production--web')],
    ],
    allowed: [
      ['logs:FilterLogEvents', group('shop-staging--web')],
      ['logs:FilterLogEvents', group(own)],
      ['s3:GetObject', object('staging/bundles/x.zip')],
    ],
  },
  'shop-production-deploy': {
    denied: [
      ['logs:FilterLogEvents', group('shop-staging--web')],
      ['logs:FilterLogEvents', group(own)],
    ],
    allowed: [['logs:FilterLogEvents', group('shop-production--web')]],
  },
  'shop-staging-cleanup': {
    denied: [
      ['logs:DeleteLogGroup', group('shop-staging--web')],
      ['logs:DeleteLogGroup', group('shop-ui-production--web')],
      ['logs:DeleteLogGroup', group('shop-ui-login-0a1b2c3d--web'), ofOther],
    ],
    allowed: [['logs:DeleteLogGroup', group(own)]],
  },
  'shop-preview-cloudformation': {
    denied: [
      ...['UpdateEnvironment', 'TerminateEnvironment', 'RebuildEnvironment', 'SwapEnvironmentCNAMEs'].map(
        (call): Row => [`elasticbeanstalk:${call}`, environment('shop-staging--web')],
      ),
      ['elasticbeanstalk:DescribeConfigurationSettings', environment('shop-staging--web')],
      ['elasticbeanstalk:TerminateEnvironment', environment('shop-production--web')],
      ['elasticbeanstalk:DeleteApplication', application],
      ['elasticbeanstalk:UpdateApplication', application],
      ['elasticbeanstalk:CreateApplication', application],
      ['elasticbeanstalk:CreateConfigurationTemplate', arn('elasticbeanstalk', 'configurationtemplate/shop-staging/x')],
      ['elasticbeanstalk:DeleteApplicationVersion', version('shop-staging-webversion-1a2b')],
      ['logs:DeleteLogGroup', group('shop-staging--web')],
      ['logs:DeleteLogGroup', group('shop-production--web')],
      ['logs:DeleteLogGroup', group('shop-ui-production--web')],
      ['logs:DeleteLogGroup', group('shop-ui-login-0a1b2c3d--web'), ofOther],
      ['sqs:GetQueueAttributes', arn('sqs', 'shop-ui-production-JobsQueue-1A')],
      ['s3:GetObject', object('staging/bundles/x.zip')],
      ['cloudformation:DeleteStack', inner, ofStaging],
      ['ec2:TerminateInstances', instance, { ...region, ...ofStaging }],
      ['ec2:DeleteTags', instance, { ...region, ...ofOther }],
      ['autoscaling:PutScheduledUpdateGroupAction', autoScaling, { ...region, ...ofStaging }],
      ['dynamodb:DeleteTable', arn('dynamodb', 'table/awseb-e-x-stack-Registry-1A'), ofStaging],
    ],
    allowed: [
      ['elasticbeanstalk:CreateEnvironment', environment(own)],
      ['elasticbeanstalk:TerminateEnvironment', environment(own), ofPreview],
      ['elasticbeanstalk:CreateApplicationVersion', version('shop-preview-login-webversion-1a2b')],
      ['elasticbeanstalk:DeleteApplicationVersion', version('shop-preview-login-webversion-1a2b'), ofPreview],
      ['elasticbeanstalk:DescribeApplications', application],
      ['logs:CreateLogGroup', group(own)],
      ['logs:DeleteLogGroup', group(own), ofPreview],
      ['sqs:GetQueueAttributes', arn('sqs', 'shop-preview-login-JobsQueue-1A')],
      ['s3:GetObject', object('login/bundles/x.zip')],
      ['cloudformation:CreateStack', inner],
      ['cloudformation:DeleteStack', inner, ofPreview],
      ['ec2:TerminateInstances', instance, { ...region, ...ofPreview }],
      ['ec2:RunInstances', instance, region],
      ['autoscaling:UpdateAutoScalingGroup', autoScaling, { ...region, ...ofPreview }],
      // Behind a shared balancer Beanstalk may move the rules of others.
      [
        'elasticloadbalancing:SetRulePriorities',
        arn('elasticloadbalancing', 'listener-rule/app/x'),
        { ...region, ...ofStaging },
      ],
    ],
  },
  'shop-staging-cloudformation': {
    denied: [
      ['elasticbeanstalk:TerminateEnvironment', environment(own)],
      ['logs:DeleteLogGroup', group(own)],
      ['logs:DeleteLogGroup', group('shop-production--web')],
      ['cloudformation:DeleteStack', inner, ofOther],
    ],
    allowed: [
      ['elasticbeanstalk:CreateEnvironment', environment('shop-staging--web')],
      ['elasticbeanstalk:CreateApplicationVersion', version('shop-staging-webversion-1a2b')],
      ['logs:DeleteLogGroup', group('shop-staging--web')],
      ['sqs:GetQueueAttributes', arn('sqs', 'shop-staging-JobsQueue-1A')],
      ['s3:GetObject', object('staging/bundles/x.zip')],
      ['cloudformation:DeleteStack', inner, ofStaging],
    ],
  },
  'shop-preview-boundary': {
    denied: [
      ['logs:PutLogEvents', group('shop-staging--web')],
      ['logs:PutLogEvents', group('shop-staging--web/var/log/x-12345678--y')],
      ['logs:PutLogEvents', group('shop-production--web')],
      ['logs:PutLogEvents', group('shop-ui-production--web')],
      ['elasticbeanstalk:PutInstanceStatistics', environment('shop-staging--web')],
      ['s3:GetObject', object('staging/bundles/x.zip')],
    ],
    allowed: [
      ['logs:PutLogEvents', group(own)],
      ['elasticbeanstalk:PutInstanceStatistics', environment(own)],
      ['elasticbeanstalk:PutInstanceStatistics', application],
      ['s3:GetObject', object('login/bundles/x.zip')],
    ],
  },
  'shop-staging-boundary': {
    denied: [['logs:PutLogEvents', group('shop-production--web')]],
    allowed: [
      ['logs:PutLogEvents', group('shop-staging--web')],
      ['elasticbeanstalk:PutInstanceStatistics', environment('shop-staging--web')],
      ['s3:GetObject', object('staging/bundles/x.zip')],
    ],
  },
  'shop-staging-beanstalk': {
    denied: [
      ['logs:PutLogEvents', group('shop-ui-production--web')],
      ['sqs:GetQueueAttributes', arn('sqs', 'shop-ui-production-JobsQueue-1A')],
    ],
    allowed: [
      ['logs:PutLogEvents', group('shop-staging--web')],
      ['logs:PutLogEvents', group(own)],
      ['sqs:GetQueueAttributes', arn('sqs', 'shop-preview-login-JobsQueue-1A')],
    ],
  },
};

let templates: readonly [ofStaging: Template, ofProduction: Template];
beforeAll(async () => {
  const input = applicationInput(production, circleCi);
  templates = [
    await applicationTemplate(applicationInput(staging, circleCi)),
    await applicationTemplate({ ...input, account: { ...input.account, account } }),
  ];
});

describe.each(Object.entries(tables))('%s', (name, { denied, allowed }) => {
  const asked = ([action, resource, context = {}]: Row) => {
    const template = templates[name.startsWith('shop-production') ? 1 : 0];
    return may(statementsOf(template, name, account), { action, resource, context });
  };

  const titled = (rows: readonly Row[]) =>
    rows.map((row) => [row.map((one) => JSON.stringify(one)).join(' '), row] as const);

  test.each(titled(denied))('may not %s', (_, row) => {
    expect(asked(row)).toBe(false);
  });

  test.each(titled(allowed))('may %s', (_, row) => {
    expect(asked(row)).toBe(true);
  });
});
