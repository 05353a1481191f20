import {
  application,
  arn,
  boundary,
  bucket,
  environment,
  iam,
  instance,
  kinds,
  login,
  logs,
  object,
  own,
  stageOf,
  tagged,
} from '../names';
import { each, type Group, group, on } from '../table';
import { secretArn } from '../world';

const placeOf = {
  preview: {
    stack: login.stackName,
    environment: login.environmentName,
    folder: login.stackName.replace('shop-preview-', ''),
  },
  staging: { stack: 'shop-staging', environment: (service: string) => `shop-staging--${service}`, folder: 'staging' },
  production: {
    stack: 'shop-production',
    environment: (service: string) => `shop-production--${service}`,
    folder: 'production',
  },
};
const statistics = 'elasticbeanstalk:PutInstanceStatistics';
const files = (stack: string, rest = '') => bucket(`${stack}-filestorefilesbucket-1a2b3c${rest}`);
const reading = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];

/** What an instance may not, whatever a template gives its role. */
const never = [
  ...each(['iam:PassRole', 'sts:AssumeRole'], iam('role/administrator')),
  ...each(['iam:CreateRole', 'iam:PutRolePolicy'], iam('role/shop-preview/x')),
  ...each(['ec2:RunInstances', 'ec2:TerminateInstances'], instance, { 'aws:RequestedRegion': 'eu-central-1' }),
  ...each(['cloudformation:DescribeStacks', 'ec2:DescribeInstances', 's3:ListAllMyBuckets'], '*'),
  ...each(['ssm:PutParameter'], arn('ssm', 'parameter/shop/token')),
  ...each(['dynamodb:GetItem', 'dynamodb:PutItem'], arn('dynamodb', 'table/awseb-e-x-stack-Registry-1A')),
  ...each(reading, bucket('elasticbeanstalk-eu-central-1-111122223333/x.zip')),
  ...each(reading, bucket('acme/x')),
  ...each(['logs:DeleteLogGroup', 'logs:FilterLogEvents'], logs(own)),
  ...each(['elasticbeanstalk:UpdateEnvironment'], environment(own)),
];

export const instanceRows: readonly Group[] = [
  ...kinds.map((kind) => {
    const { stack, environment: name, folder } = placeOf[kind];
    const stage = stageOf(kind);
    return group(
      `an instance of ${kind} reads its bundles, writes its logs and health, and is reached by SSM`,
      `${kind} web`,
      {
        denied: [
          ...on('s3:GetObject', [
            object('other-0a1b2c3d/bundles/x.zip', stage),
            object(`${folder}/records/x.json`, stage),
          ]),
          ...on('s3:PutObject', [object(`${folder}/bundles/x.zip`, stage)]),
          ...on('logs:PutLogEvents', [logs(name('api')), logs('shop-other-0a1b2c3d--web')]),
          ...on(statistics, [environment(name('api'), stage), environment('shop-other-0a1b2c3d--web', stage)]),
        ],
        allowed: [
          ...on('s3:GetObject', [object(`${folder}/bundles/x.zip`, stage)]),
          ...each(['logs:CreateLogStream', 'logs:PutLogEvents'], logs(name('web'))),
          ...on(statistics, [environment(name('web'), stage), application(stage)]),
          ...each(['ssm:UpdateInstanceInformation', 'ec2messages:GetMessages', 'ssmmessages:OpenDataChannel'], '*'),
          ...each(['ecr:BatchGetImage'], arn('ecr', 'repository/shop/web')),
          ...on('s3:ListBucket', [files(stack)]),
          ...each(reading, files(stack, '/letter')),
        ],
      },
    );
  }),
  ...kinds.map((kind) => {
    const { stack, folder } = placeOf[kind];
    const queue = arn('sqs', `${stack}-JobsQueue-1A2B3C`);
    const secrets = ['DatabaseSecretC9203AE3', 'DatabaseSecretUrl73007E64'].map((id) =>
      arn('secretsmanager', `secret:${id}-1a2b3c4d5e6f-AbCdEf`),
    );
    const ofSiblings = secrets.map((secret) => secret.replace('1a2b3c4d5e6f', 'ffffffffffff'));
    const tags = tagged('shop', kind);
    return group(
      `an instance of ${kind} reaches nothing of a sibling stack`,
      [`${kind} web`, `${kind} api`, `${kind} jobs`],
      {
        denied: [
          ...kinds
            .filter((other) => other !== kind)
            .flatMap((other) => each(reading, files(placeOf[other].stack, '/letter'))),
          ...each(reading, files('shop-preview-other-0a1b2c3d', '/letter')),
          ...each(['sqs:ReceiveMessage', 'sqs:SendMessage'], arn('sqs', 'shop-preview-other-JobsQueue-1A2B3C')),
          ...each(['sqs:PurgeQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes'], queue),
          ...on('secretsmanager:GetSecretValue', [secretArn('hand-made'), secretArn('snapshot')]),
          ...on('secretsmanager:GetSecretValue', ofSiblings, tags),
          ...on('ssm:GetParameter', [arn('ssm', 'parameter/shop/other')]),
        ],
        allowed: [
          ...on('s3:GetObject', [object(`${folder}/bundles/x.zip`, stageOf(kind))]),
          ...each(reading, files(stack, '/letter')),
          ...on('secretsmanager:GetSecretValue', secrets, tags),
        ],
      },
    );
  }),
  ...kinds.map((kind) => {
    const queue = arn('sqs', `${placeOf[kind].stack}-JobsQueue-1A2B3C`);
    return group(`in ${kind} one service sends messages and another takes them`, `${kind} web`, {
      denied: each(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], queue),
      allowed: [...each(['sqs:SendMessage'], queue), ...on('ssm:GetParameter', [arn('ssm', 'parameter/shop/token')])],
    });
  }),
  ...kinds.map((kind) => {
    const queue = arn('sqs', `${placeOf[kind].stack}-JobsQueue-1A2B3C`);
    return group(`a worker of ${kind} takes its messages and sends none`, `${kind} jobs`, {
      denied: [...each(['sqs:SendMessage'], queue), ...on('ssm:GetParameter', [arn('ssm', 'parameter/shop/token')])],
      allowed: each(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'], queue),
    });
  }),
  ...kinds.map((kind) =>
    group(`an instance of ${kind} may nothing beyond its boundary, whatever its template gives it`, boundary[kind], {
      denied: [
        ...never,
        ...each(['secretsmanager:DeleteSecret', 'secretsmanager:TagResource'], secretArn('hand-made')),
      ],
    }),
  ),
  group(
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    boundary.preview,
    {
      denied: ['staging', 'production', 'ui'].flatMap((other) => [
        ...each(reading, files(`shop-${other}`, '/letter')),
        ...each(['sqs:SendMessage', 'sqs:ReceiveMessage'], arn('sqs', `shop-${other}-JobsQueue-1A`)),
      ]),
      allowed: [
        ...each(reading, files('shop-preview-other-0a1b2c3d', '/letter')),
        ...each(['sqs:SendMessage', 'sqs:ReceiveMessage'], arn('sqs', 'shop-preview-other-JobsQueue-1A')),
        ['cloudwatch:PutMetricData', '*'],
        ['ssmmessages:CreateControlChannel', '*'],
      ],
    },
  ),
];
