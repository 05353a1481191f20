import { arn, bucket, deploy, iam, login, object, previews } from '../names';
import type { Context, Group, Row } from '../table';
import { account } from '../world';

const overTls: Context = { 'aws:SecureTransport': 'true' };
const inClear: Context = { 'aws:SecureTransport': 'false' };
const stacks = { preview: login.stackName, staging: 'shop-staging', production: 'shop-production' };

/** A role of ours asks for something whose policy has a say. */
const asks = (policy: string, role: string, action: string, resource: string, principal = role): Group['rows'] =>
  [overTls, inClear].map((context) => ({
    ...{ policy, role, action, resource, context, principal: ['AWS', iam(`role/${principal}`)] },
    wanted: context === overTls ? 'allowed' : 'denied',
  }));

const reader = (name: string, owner = '444455556666') => `arn:aws:iam::${owner}:role/${name}`;
/** Somebody of another account asks for staging's bundles. */
const promotes = (arnOf: string, action: string, resource: string, wanted: Row['wanted'], key = arnOf): Row => ({
  ...{ policy: 'shop-application-staging BundlesTlsOnly on GitHub', role: deploy.production, action, resource, wanted },
  ...{ principal: ['AWS', arnOf], context: { ...overTls, 'aws:PrincipalArn': key } },
});
const records = object('staging/records/x.json');
const list = object('').replace(/\/$/, '');

const accessLogs = bucket('shop-application-production-accesslogsbucket-1a2b3c/x');
const delivers = (context: Context, wanted: Row['wanted'], service = 'logging.s3.amazonaws.com'): Row => ({
  ...{ policy: 'shop-application-production AccessLogsTlsOnly', action: 's3:PutObject', resource: accessLogs, wanted },
  ...{ principal: ['Service', service], context: { ...overTls, ...context } },
});
const source: Context = {
  'aws:SourceArn': 'arn:aws:s3:::shop-application-production-bundlesbucket-1a2b3c',
  'aws:SourceAccount': account,
};

/** Some service publishes to the topic of a stage. */
const published = (stage: string) => {
  const own: Context = {
    'aws:SourceArn': arn('cloudwatch', `alarm:shop-${stage}-web-health`),
    'aws:SourceAccount': account,
  };
  const row = (context: Context, wanted: Row['wanted'], service = 'cloudwatch.amazonaws.com'): Row => ({
    ...{ policy: `shop-${stage} AlarmsSnsPolicy`, action: 'sns:Publish', wanted },
    ...{ resource: arn('sns', `shop-${stage}-AlarmsSnsTopic-1A2B3C`), principal: ['Service', service] },
    context: { ...overTls, ...context },
  });
  return [
    row(own, 'allowed'),
    row({ ...own, ...inClear }, 'denied'),
    row({ ...own, 'aws:SourceArn': arn('cloudwatch', 'alarm:shop-preview-web-health') }, 'denied'),
    row({ ...own, 'aws:SourceArn': arn('cloudwatch', 'alarm:billing') }, 'denied'),
    row({ ...own, 'aws:SourceAccount': '999988887777' }, 'denied'),
    row({ 'aws:SourceAccount': account }, 'denied'),
    row(own, 'denied', 'events.amazonaws.com'),
  ];
};

export const resourceRows: readonly Group[] = [
  {
    name: 'buckets and queues answer over TLS alone',
    rows: [
      ...['staging', 'production'].flatMap((stage) =>
        asks(
          `shop-application-${stage} BundlesTlsOnly`,
          stage === 'staging' ? previews : deploy.production,
          's3:PutObject',
          object(stage === 'staging' ? 'login/bundles/x.zip' : 'production/bundles/x.zip', stage),
        ),
      ),
      ...asks(
        'shop-application-staging BundlesTlsOnly on GitHub',
        previews,
        's3:PutObject',
        object('login/bundles/x.zip'),
      ),
      ...asks('shop-application-staging BundlesTlsOnly', previews, 's3:ListBucket', list),
      ...asks('shop-application-staging BundlesTlsOnly on GitHub', previews, 's3:ListBucket', list),
      ...asks(
        'shop-application-production BundlesTlsOnly',
        deploy.production,
        's3:ListBucket',
        list.replace('staging', 'production'),
      ),
      ...Object.entries(stacks).flatMap(([kind, stack]) => [
        ...asks(
          `${stack} FileStoreFilesTlsOnly`,
          `${kind} web`,
          's3:ListBucket',
          bucket(`${stack}-filestorefilesbucket-1a2b3c`),
        ),
        ...asks(
          `${stack} JobsQueueTlsOnly`,
          `shop-${kind}-cloudformation`,
          'sqs:GetQueueAttributes',
          arn('sqs', `${stack}-JobsQueueDeadLetters-1A2B3C`),
        ),
        ...asks(
          `${stack} FileStoreFilesTlsOnly`,
          `${kind} web`,
          's3:GetObject',
          bucket(`${stack}-filestorefilesbucket-1a2b3c/letter`),
        ),
        ...asks(`${stack} JobsQueueTlsOnly`, `${kind} web`, 'sqs:SendMessage', arn('sqs', `${stack}-JobsQueue-1A2B3C`)),
      ]),
    ],
  },
  {
    name: 'production in an account of its own reads bundles and records of staging, by one role',
    rows: [
      promotes(reader('shop-production-deploy'), 's3:GetObject', records, 'allowed'),
      promotes(reader('shop-production-deploy'), 's3:GetObject', object('staging/bundles/x.zip'), 'allowed'),
      promotes(reader('shop-production-deploy'), 's3:ListBucket', list, 'allowed'),
      promotes(reader('shop-production-deploy'), 's3:GetObject', object('login/bundles/x.zip'), 'denied'),
      promotes(reader('shop-production-deploy'), 's3:GetObject', object('staging/templates/x.json'), 'denied'),
      promotes(reader('shop-production-deploy'), 's3:PutObject', object('staging/bundles/x.zip'), 'denied'),
      promotes(reader('shop-production-cloudformation'), 's3:GetObject', records, 'denied'),
      promotes(reader('shop-production-cloudformation'), 's3:ListBucket', list, 'denied'),
      promotes(reader('shop-production-deploy', '999988887777'), 's3:GetObject', records, 'denied'),
      promotes(reader('shop-production-deploy2'), 's3:ListBucket', list, 'denied'),
    ],
  },
  {
    name: 'a topic of alarms takes what CloudWatch publishes for alarms of its own stack, over TLS',
    rows: ['staging', 'production'].flatMap(published),
  },
  {
    name: 'S3 delivers access logs of buckets of this project and account alone',
    rows: [
      delivers(source, 'allowed'),
      delivers({ ...source, 'aws:SecureTransport': 'false' }, 'denied'),
      delivers({ ...source, 'aws:SourceArn': 'arn:aws:s3:::acme' }, 'denied'),
      delivers({ ...source, 'aws:SourceAccount': '999988887777' }, 'denied'),
      delivers({ 'aws:SourceAccount': account }, 'denied'),
      delivers({ 'aws:SourceArn': 'arn:aws:s3:::shop-x' }, 'denied'),
      delivers(source, 'denied', 'delivery.logs.amazonaws.com'),
    ],
  },
];
