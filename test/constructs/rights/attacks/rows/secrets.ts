import { arn, boundary, cloudFormation, developer, kinds, tagged } from '../names';
import { type Ask, type Context, each, type Group, group, on } from '../table';
import { accessSecret, keyArn, secretArn } from '../world';

const own = arn('secretsmanager', 'secret:DatabaseSecretC9203AE3-1a2b3c4d5e6f-AbCdEf');
const url = arn('secretsmanager', 'secret:DatabaseSecretUrl73007E64-1a2b3c4d5e6f-AbCdEf');
const handMade = secretArn('hand-made');
const read = 'secretsmanager:GetSecretValue';
const tag = 'secretsmanager:TagResource';
const create = 'secretsmanager:CreateSecret';
const onSecret = (action: string, resource: string, context?: Context): Ask =>
  context ? [action, resource, context] : [action, resource];
const keys = ['project', 'target'] as const;
const strange = (context: Context, key: string): Context => ({ ...context, [key]: 'strange' });
const without = (context: Context, key: string): Context =>
  Object.fromEntries(Object.entries(context).filter(([one]) => one !== key));

export const secretRows: readonly Group[] = [
  ...kinds.map((kind) => {
    const [requested, has] = ['aws:RequestTag', 'aws:ResourceTag'].map((key) => tagged('shop', kind, key));
    return group(
      `CloudFormation's role for ${kind} makes secrets with its tags, and takes over no other`,
      cloudFormation[kind],
      {
        denied: [
          ...keys.flatMap((key) => [
            onSecret(create, own, strange(requested ?? {}, `aws:RequestTag/preview-stacks:${key}`)),
            onSecret(tag, own, strange(requested ?? {}, `aws:RequestTag/preview-stacks:${key}`)),
            onSecret(tag, own, strange({ ...requested, ...has }, `aws:ResourceTag/preview-stacks:${key}`)),
          ]),
          onSecret(tag, handMade, requested),
          onSecret(tag, handMade, { ...requested, ...has }),
          onSecret(create, handMade, requested),
        ],
        // CloudFormation may send the tags with the secret, or after it was made.
        allowed: [own, url].flatMap((secret) => [
          onSecret(create, secret, requested),
          onSecret(create, secret),
          onSecret(tag, secret, requested),
        ]),
      },
    );
  }),
  ...kinds.map((kind) => {
    const has = tagged('shop', kind);
    return group(`CloudFormation's role for ${kind} reads secrets that its own stacks made`, cloudFormation[kind], {
      denied: [
        ...keys.flatMap((key) => [
          onSecret(read, own, strange(has, `aws:ResourceTag/preview-stacks:${key}`)),
          onSecret(read, own, without(has, `aws:ResourceTag/preview-stacks:${key}`)),
          onSecret('secretsmanager:DeleteSecret', own, strange(has, `aws:ResourceTag/preview-stacks:${key}`)),
        ]),
        onSecret(read, own),
        onSecret(read, handMade, has),
        ...each(['secretsmanager:PutResourcePolicy', 'secretsmanager:RestoreSecret'], own, has),
        ...each(['ssm:GetParameter', 'ssm:PutParameter'], arn('ssm', 'parameter/shop/token')),
        ...each(['kms:Decrypt', 'kms:CreateGrant'], keyArn, { 'kms:ViaService': 'rds.eu-central-1.amazonaws.com' }),
      ],
      allowed: [
        ...each(
          ['GetSecretValue', 'PutSecretValue', 'UpdateSecret', 'DeleteSecret'].map((call) => `secretsmanager:${call}`),
          own,
          has,
        ),
        ...each(['secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret'], url, has),
        ['secretsmanager:GetRandomPassword', '*'],
      ],
    });
  }),
  group('the policy for developers reads passwords of databases of previews, and no other secret', developer, {
    denied: [
      onSecret(read, own),
      onSecret(read, handMade, tagged('shop', 'preview')),
      onSecret(read, secretArn('shop/stripe'), tagged('shop', 'preview')),
      ...keys.flatMap((key) => [
        onSecret(read, own, strange(tagged('shop', 'preview'), `aws:ResourceTag/preview-stacks:${key}`)),
        onSecret(read, own, without(tagged('shop', 'preview'), `aws:ResourceTag/preview-stacks:${key}`)),
      ]),
      ...['staging', 'production'].map((kind) => onSecret(read, own, tagged('shop', kind))),
      ...each(
        ['PutSecretValue', 'UpdateSecret', 'DeleteSecret', 'TagResource', 'DescribeSecret'].map(
          (call) => `secretsmanager:${call}`,
        ),
        own,
        tagged('shop', 'preview'),
      ),
      ...each(['ssm:GetParameter'], arn('ssm', 'parameter/shop/token')),
    ],
    allowed: [own, url].map((secret) => onSecret(read, secret, tagged('shop', 'preview'))),
  }),
  group('instances of previews read secrets of previews, and those that settings name for them', boundary.preview, {
    denied: [
      onSecret(read, handMade),
      onSecret(read, own),
      ...keys.flatMap((key) => [
        onSecret(read, own, strange(tagged('shop', 'preview'), `aws:ResourceTag/preview-stacks:${key}`)),
        onSecret(read, own, without(tagged('shop', 'preview'), `aws:ResourceTag/preview-stacks:${key}`)),
      ]),
      onSecret(read, own, tagged('shop', 'staging')),
      onSecret('secretsmanager:PutSecretValue', own, tagged('shop', 'preview')),
      ...on('ssm:GetParameter', [arn('ssm', 'parameter/shop/other')]),
    ],
    allowed: [
      onSecret(read, own, tagged('shop', 'preview')),
      onSecret(read, secretArn('shop/stripe')),
      onSecret(read, secretArn('snapshot')),
      onSecret(read, accessSecret),
      ...on('ssm:GetParameter', [arn('ssm', 'parameter/shop/token')]),
    ],
  }),
  group('instances of a preview read the password for its visitors, and no other by hand', ['preview web by itself'], {
    denied: [handMade, secretArn('snapshot')].map((secret) => onSecret(read, secret)),
    allowed: [onSecret(read, accessSecret)],
  }),
  group(
    'instances of stages do not read the password for visitors of previews',
    ['staging web by itself', 'production web by itself'],
    { denied: [onSecret(read, accessSecret)] },
  ),
  group(
    'keys decrypt by way of the two services alone',
    [...Object.values(boundary), ...kinds.map((kind) => `${kind} web by itself`)],
    {
      denied: [
        ...on('kms:Decrypt', [keyArn]),
        ...['s3', 'rds', 'ec2'].flatMap((service) =>
          on('kms:Decrypt', [keyArn], { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` }),
        ),
        ...on('kms:Decrypt', [keyArn], { 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' }),
        ...each(['kms:Encrypt', 'kms:CreateGrant'], keyArn, { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' }),
      ],
      allowed: ['secretsmanager', 'ssm'].flatMap((service) =>
        on('kms:Decrypt', [keyArn], { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` }),
      ),
    },
  ),
  group('instances of previews use the keys that settings name for previews alone', boundary.preview, {
    denied: on('kms:Decrypt', [keyArn.replace('0f1e', 'ffff')], { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' }),
  }),
];
