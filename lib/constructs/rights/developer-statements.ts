import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ownershipTagKeys } from '../../naming/ownership-tags';
import { arnPrefix } from './arn-prefix';
import { commandDocument, followCommands, instancesOf } from './ci/command-statements';
import type { IamStatement } from './iam-statement';

/**
 * Looks into instances of previews: commands, a terminal, and a port that leads to a database. Who runs commands as root there reads the
 * password on the instance; reading it from the secret reaches no further, and leaves it in no history of commands.
 */
export function developerStatements(scope: Construct, project: string): readonly IamStatement[] {
  const { partition, region } = Stack.of(scope);
  const document = (name: string) => `arn:${partition}:ssm:${region}::document/AWS-Start${name}`;
  const instances = instancesOf(scope, project, 'preview');
  return [
    commandDocument(scope),
    {
      ...instances,
      actions: [...instances.actions, 'ssm:StartSession'],
      // Without it a session that names no document is not asked for the right to one, and begins with the account's own (user guide of Systems
      // Manager, "Enforce a session document permission check for the AWS CLI", November 2026). Commands have no such key.
      conditions: { ...instances.conditions, BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
    },
    {
      sid: 'SessionDocuments',
      because: 'A terminal and a way to a database are all that is opened.',
      actions: ['ssm:StartSession'],
      resources: ['InteractiveCommand', 'PortForwardingSessionToRemoteHost'].map(document),
    },
    // The channel knows no resource either; the token of a session says which one.
    { ...followCommands, actions: [...followCommands.actions, 'ssmmessages:OpenDataChannel'] },
    {
      sid: 'OwnSessions',
      because: 'Ids of sessions are not known before; a tag of AWS says whose one is.',
      actions: ['ssm:TerminateSession', 'ssm:ResumeSession'],
      resources: [`${arnPrefix(scope, 'ssm')}session/*`],
      // Ids begin with the name of a user or of a role's session, never with this: the tag holds it (user guide of Systems Manager, "Allow a user to
      // end only sessions they started", method 2; service authorization reference, both November 2026).
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
      conditions: { StringEquals: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } },
    },
    {
      sid: 'DatabasePasswords',
      because: 'CloudFormation names secrets by their ids in the template; the tags of the stack tell whose one is.',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`${arnPrefix(scope, 'secretsmanager')}secret:DatabaseSecret*`],
      conditions: {
        StringEquals: {
          [`aws:ResourceTag/${ownershipTagKeys.project}`]: project,
          [`aws:ResourceTag/${ownershipTagKeys.target}`]: 'preview',
        },
      },
    },
  ];
}
