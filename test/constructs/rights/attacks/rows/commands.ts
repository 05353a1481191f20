import { person } from '../../iam/patterns';
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
const maskedLogs = arn('ssm', 'document/masked-logs-shop-staging');
const session = 'ssm:StartSession';
const awsDocument = (name: string) => `arn:aws:ssm:eu-central-1::document/${name}`;
const sessionDocuments = ['AWS-StartInteractiveCommand', 'AWS-StartPortForwardingSessionToRemoteHost'].map(awsDocument);
const checked: Context = { 'ssm:SessionDocumentAccessCheck': 'true' };
const ending = ['ssm:TerminateSession', 'ssm:ResumeSession'];
const oneSession = arn('ssm', 'session/ada-0123456789abcdef0');
const ofPerson = 'ssm:resourceTag/aws:ssmmessages:session-id';
const noDevelopers = [
  ...[previews, cleanup, control, viewer, ...Object.values(deploy), ...Object.values(cloudFormation)],
  ...Object.values(boundary),
];
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
  group('the policy for developers runs commands on instances tagged as previews', developer, {
    denied: [
      ...[...foreign, tags('shop', 'staging'), tags('shop', 'production')].flatMap((one) => on(send, [instance], one)),
      ...on(send, [arn('ssm', 'managed-instance/mi-0123456789abcdef0')], tags('shop', 'preview')),
      ...each(
        otherWays.filter((way) => way !== session),
        instance,
        tags('shop', 'preview'),
      ),
      ...on(send, [arn('ssm', 'document/eve'), 'arn:aws:ssm:eu-central-1::document/AWS-RunRemoteScript']),
      ...on(send, sessionDocuments),
      ...each(['ssm:ListCommands', 'ssm:ListCommandInvocations', 'ssm:DescribeInstanceInformation'], '*'),
    ],
    allowed: [
      ...on(send, [script]),
      ...on(send, [instance], tags('shop', 'preview')),
      ...each(['ssm:GetCommandInvocation', 'ssm:CancelCommand'], '*'),
    ],
  }),
  group('the policy for developers opens sessions with instances tagged as previews, by two documents', developer, {
    denied: [
      ...[...foreign, tags('shop', 'staging'), tags('shop', 'production')].flatMap((one) =>
        on(session, [instance], { ...one, ...checked }),
      ),
      // Without a document, SSM would take the account's own.
      ...on(session, [instance], { ...tags('shop', 'preview'), 'ssm:SessionDocumentAccessCheck': 'false' }),
      ...on(session, [arn('ssm', 'managed-instance/mi-0123456789abcdef0')], tags('shop', 'preview')),
      ...on(session, [arn('ecs', 'task/shop/0123456789abcdef')], tags('shop', 'preview')),
      ...on(session, [
        ...['AWS-StartSSHSession', 'AWS-StartPortForwardingSession', 'AWS-StartNonInteractiveCommand'].map(awsDocument),
        ...[script, arn('ssm', 'document/SSM-SessionManagerRunShell'), arn('ssm', 'document/eve')],
      ]),
    ],
    allowed: [
      ...on(session, [instance], { ...tags('shop', 'preview'), ...checked }),
      ...on(session, sessionDocuments),
      ['ssmmessages:OpenDataChannel', '*'],
    ],
  }),
  group('the policy for developers ends and resumes sessions of the same person alone', developer, {
    denied: [
      ...each(ending, oneSession),
      ...each(ending, oneSession, { [ofPerson]: 'AROAEXAMPLE0123456789:bob' }),
      ...each(ending, instance, { [ofPerson]: person }),
      ...each(ending, oneSession, { [ofPerson]: 'AROAOTHER0123456789ab:ada' }),
      ...each(['ssm:DescribeSessions', 'ssm:GetConnectionStatus'], '*'),
    ],
    allowed: each(ending, oneSession, { [ofPerson]: person }),
  }),
  group('only the policy for developers opens, ends and resumes sessions', noDevelopers, {
    denied: [
      ...each([session, ...ending], instance, {
        ...tags('shop', 'preview'),
        ...checked,
      }),
      ...on(session, sessionDocuments),
      ...each(ending, oneSession, { [ofPerson]: person }),
    ],
  }),
  group('the role for control runs one document of ours on instances tagged as previews, and no other', control, {
    denied: [
      ...on(send, [
        ...[script, 'arn:aws:ssm:eu-central-1::document/AWS-RunRemoteScript', maskedLogs.replace('shop', 'shop-ui')],
        ...['eve', 'masked-logs-shop-staging-2', 'masked-logs-shop-production'].map((one) =>
          arn('ssm', `document/${one}`),
        ),
      ]),
      ...[...foreign, tags('shop', 'staging'), tags('shop', 'production')].flatMap((one) => on(send, [instance], one)),
      ...on(send, [arn('ssm', 'managed-instance/mi-0123456789abcdef0')], tags('shop', 'preview')),
      ...each([...otherWays, 'ssm:ResumeSession'], instance, tags('shop', 'preview')),
      ...each(
        [
          'CreateDocument',
          'UpdateDocument',
          'UpdateDocumentDefaultVersion',
          'DeleteDocument',
          'ModifyDocumentPermission',
        ].map((one) => `ssm:${one}`),
        maskedLogs,
      ),
      ...each(['ssm:ListCommands', 'ssm:ListCommandInvocations', 'ssm:DescribeInstanceInformation'], '*'),
    ],
    allowed: [
      ...on(send, [maskedLogs]),
      ...on(send, [instance], tags('shop', 'preview')),
      ...each(['ssm:GetCommandInvocation', 'ssm:CancelCommand'], '*'),
    ],
  }),
  group('CloudFormation’s roles and jobs make no documents', [previews, ...Object.values(cloudFormation)], {
    denied: each(['ssm:CreateDocument', 'ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion'], maskedLogs),
  }),
  group(
    'no other role runs commands',
    [cleanup, viewer, ...Object.values(cloudFormation), ...Object.values(boundary)],
    {
      denied: [
        ...on(send, [script]),
        ...on(send, [instance], tags('shop', 'preview')),
        ...each(otherWays, instance, tags('shop', 'preview')),
      ],
    },
  ),
];
