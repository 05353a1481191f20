import { applicationInput, circleCi, staging } from '../../inputs';
import { applicationTemplate, type Template } from '../../template';
import { may } from '../ci-calls/may';
import { statementsOf } from './resolved';

const account = '111122223333';
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
const image = (owner: string, name: string) => `arn:aws:ecr:eu-central-1:${owner}:repository/${name}`;
const names = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const types = 'route53:ChangeResourceRecordSetsRecordTypes';
const tags = (key: 'RequestTag' | 'ResourceTag', target: string) => ({
  [`aws:${key}/preview-stacks:project`]: 'shop',
  [`aws:${key}/preview-stacks:target`]: target,
});
const secret = arn('secretsmanager', 'secret:DatabaseSecretC9203AE3-1a2b3c4d5e6f-AbCdEf');
const handMade = arn('secretsmanager', 'secret:hand-made-AbCdEf');

type Context = Readonly<Record<string, string | readonly string[]>>;
type Row = readonly [role: string, action: string, resource: string, context?: Context];
const previews = 'shop-preview-cloudformation';
const record = (name: string, type = 'A'): Row => [
  previews,
  'route53:ChangeResourceRecordSets',
  zone,
  { [names]: [name], [types]: [type] },
];

const denied: readonly Row[] = [
  // A secret of somebody else becomes ours by being tagged.
  [previews, 'secretsmanager:TagResource', handMade, tags('RequestTag', 'preview')],
  [
    previews,
    'secretsmanager:TagResource',
    secret,
    { ...tags('RequestTag', 'preview'), ...tags('ResourceTag', 'staging') },
  ],
  [previews, 'secretsmanager:GetSecretValue', secret, tags('ResourceTag', 'staging')],
  [previews, 'secretsmanager:GetSecretValue', handMade, tags('ResourceTag', 'preview')],
  // Every name without a preview, a delegation, mail, who may certify, keys of mail, names that prove a domain.
  record('\\052.preview.acme.dev'),
  ...['NS', 'TXT', 'MX', 'CAA', 'AAAA'].map((type) => record('login.preview.acme.dev', type)),
  record('mail._domainkey.preview.acme.dev', 'CNAME'),
  record('x._acme-challenge.login.preview.acme.dev', 'CNAME'),
  record('_x.preview.acme.dev', 'CNAME'),
  record('staging.acme.dev'),
  record('preview.acme.dev'),
  [previews, 'route53:ChangeResourceRecordSets', zone, { [names]: ['a.preview.acme.dev', 'acme.dev'], [types]: ['A'] }],
  [previews, 'route53:ChangeResourceRecordSets', zone],
  [previews, 'route53:ChangeResourceRecordSets', zone, { [names]: ['login.preview.acme.dev'] }],
  // Beanstalk's bucket: of other regions, of others, its own being.
  [previews, 's3:GetObject', 'arn:aws:s3:::elasticbeanstalk-us-east-1-111122223333/x.zip'],
  [previews, 's3:DeleteBucket', 'arn:aws:s3:::elasticbeanstalk-eu-central-1-111122223333'],
  [previews, 's3:PutBucketAcl', 'arn:aws:s3:::elasticbeanstalk-eu-central-1-111122223333'],
  // Images that no setting names for previews.
  ['shop-preview-boundary', 'ecr:BatchGetImage', image(account, 'payroll')],
  ['shop-preview-boundary', 'ecr:BatchGetImage', image('999988887777', 'shop/web')],
];

const allowed: readonly Row[] = [
  // CloudFormation may send the tags with the secret, or after it was made.
  [previews, 'secretsmanager:CreateSecret', secret, tags('RequestTag', 'preview')],
  [previews, 'secretsmanager:CreateSecret', secret],
  [previews, 'secretsmanager:TagResource', secret, tags('RequestTag', 'preview')],
  [previews, 'secretsmanager:GetSecretValue', secret, tags('ResourceTag', 'preview')],
  record('login.preview.acme.dev'),
  record('login--api.preview.acme.dev', 'CNAME'),
  [
    'shop-staging-cloudformation',
    'route53:ChangeResourceRecordSets',
    zone,
    { [names]: ['staging.acme.dev'], [types]: ['A'] },
  ],
  [previews, 's3:GetObject', 'arn:aws:s3:::elasticbeanstalk-eu-central-1-111122223333/x.zip'],
  [previews, 's3:PutObject', 'arn:aws:s3:::elasticbeanstalk-eu-central-1-111122223333/x.zip'],
  [previews, 's3:CreateBucket', 'arn:aws:s3:::elasticbeanstalk-eu-central-1-111122223333'],
  [previews, 's3:GetObject', 'arn:aws:s3:::elasticbeanstalk-env-resources-eu-central-1/x.sh'],
  ['shop-preview-boundary', 'ecr:BatchGetImage', image(account, 'shop/web')],
  // Production in an account of its own pulls what staging ran.
  ['shop-staging-boundary', 'ecr:BatchGetImage', image('999988887777', 'shop/web')],
  ['shop-staging-boundary', 'ecr:GetDownloadUrlForLayer', image('999988887777', 'shop/web')],
  // What CloudFormation's handlers read, where they can be confined.
  [previews, 'dynamodb:DescribeContinuousBackups', arn('dynamodb', 'table/awseb-e-x-stack-Registry-1A')],
  [previews, 's3:GetReplicationConfiguration', 'arn:aws:s3:::shop-preview-login-filesbucket-1a'],
  [previews, 'logs:DescribeIndexPolicies', arn('logs', 'log-group:/aws/elasticbeanstalk/shop-login-0a1b2c3d--web/x')],
  [previews, 'iam:ListAttachedRolePolicies', `arn:aws:iam::${account}:role/shop-staging-beanstalk`],
  ...['ec2', 'autoscaling', 'elasticbeanstalk'].map(
    (service): Row => [
      previews,
      'iam:PassRole',
      `arn:aws:iam::${account}:role/shop-preview/shop-preview-login-WebRole-1A`,
      { 'iam:PassedToService': `${service}.amazonaws.com` },
    ],
  ),
];

let template: Template;
beforeAll(async () => {
  const web = { image: `${account}.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:${'0a'.repeat(32)}` };
  const layer = { ...circleCi, services: { web: { ...web, platform: 'docker', containerPort: 3000 } } };
  template = await applicationTemplate(applicationInput(staging, layer));
});

const titled = (rows: readonly Row[]) =>
  rows.map((row) => [row.map((one) => JSON.stringify(one)).join(' '), row] as const);
const asked = ([role, action, resource, context = {}]: Row) =>
  may(statementsOf(template, role, account), { action, resource, context });

test.each(titled(denied))('denied: %s', (_, row) => {
  expect(asked(row)).toBe(false);
});

test.each(titled(allowed))('allowed: %s', (_, row) => {
  expect(asked(row)).toBe(true);
});
