import {
  arn,
  boundary,
  cleanup,
  cloudFormation,
  control,
  deploy,
  developer,
  instance,
  previews,
  viewer,
} from '../names';
import { type Context, each, type Group, group, on } from '../table';

const send = 'ssm:SendCommand';
const script = 'arn:aws:ssm:eu-central-1::document/AWS-RunShellScript';
const tags = (project: string, target: string): Context => ({
  'ssm:resourceTag/preview-stacks:project': project,
  'ssm:resourceTag/preview-stacks:target': target,
});
const otherWays = [
  'ssm:StartSession',
  'ssm:StartAutomationExecution',
  'ssm:CreateAssociation',
  'ec2-instance-connect:SendSSHPublicKey',
];
const foreign: readonly Context[] = [
  {},
  tags('shop-ui', 'preview'),
  tags('shop-ui', 'staging'),
  tags('shop-ui', 'production'),
  tags('shop', 'other'),
  { 'ssm:resourceTag/preview-stacks:project': 'shop' },
  { 'ssm:resourceTag/preview-stacks:target': 'preview' },
  { 'ssm:resourceTag/preview-stacks:target': 'production' },
];

export const commandRows: readonly Group[] = [
  group('jobs of any branch run commands on instances tagged as previews', previews, {
    denied: [
      ...[...foreign, tags('shop', 'staging'), tags('shop', 'production')].flatMap((one) => on(send, [instance], one)),
      ...on(send, [arn('ssm', 'managed-instance/mi-0123456789abcdef0')], tags('shop', 'preview')),
      ...each(otherWays, instance, tags('shop', 'preview')),
      ...on(send, [arn('ssm', 'document/eve'), 'arn:aws:ssm:eu-central-1::document/AWS-RunRemoteScript']),
    ],
    allowed: [
      ...on(send, [script]),
      ...on(send, [instance], tags('shop', 'preview')),
      ['ssm:GetCommandInvocation', '*'],
    ],
  }),
  group('jobs of staging run commands on instances of staging and previews', deploy.staging, {
    denied: [...foreign, tags('shop', 'production')].flatMap((one) => on(send, [instance], one)),
    allowed: [...on(send, [instance], tags('shop', 'staging')), ...on(send, [instance], tags('shop', 'preview'))],
  }),
  group('jobs of production run commands on instances of production alone', deploy.production, {
    denied: [...foreign, tags('shop', 'staging'), tags('shop', 'preview')].flatMap((one) => on(send, [instance], one)),
    allowed: on(send, [instance], tags('shop', 'production')),
  }),
  group('the policy for developers runs commands on instances tagged as previews, and opens no session', developer, {
    denied: [
      ...[...foreign, tags('shop', 'staging'), tags('shop', 'production')].flatMap((one) => on(send, [instance], one)),
      ...on(send, [arn('ssm', 'managed-instance/mi-0123456789abcdef0')], tags('shop', 'preview')),
      ...each(otherWays, instance, tags('shop', 'preview')),
      ...on(send, [arn('ssm', 'document/eve'), 'arn:aws:ssm:eu-central-1::document/AWS-RunRemoteScript']),
      ...each(['ssm:ListCommands', 'ssm:ListCommandInvocations', 'ssm:DescribeInstanceInformation'], '*'),
    ],
    allowed: [
      ...on(send, [script]),
      ...on(send, [instance], tags('shop', 'preview')),
      ...each(['ssm:GetCommandInvocation', 'ssm:CancelCommand'], '*'),
    ],
  }),
  group(
    'no other role runs commands',
    [cleanup, control, viewer, ...Object.values(cloudFormation), ...Object.values(boundary)],
    {
      denied: [
        ...on(send, [script]),
        ...on(send, [instance], tags('shop', 'preview')),
        ...each(otherWays, instance, tags('shop', 'preview')),
      ],
    },
  ),
];
