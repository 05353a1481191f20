import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ownershipTagKeys } from '../../../naming/ownership-tags';
import type { TargetKind } from '../../../naming/target';
import { arnPrefix } from '../arn-prefix';
import type { IamStatement } from '../iam-statement';
import { labelOf } from './look-statements';

/** Runs commands on instances of a kind, as the app does: seeds, and people who look inside. */
export function commandStatements(scope: Construct, project: string, kind: TargetKind): IamStatement[] {
  return [commandDocument(scope), instancesOf(scope, project, kind), followCommands];
}

/** Runs a document of the project's own on instances of previews, and no command besides. */
export function ownDocumentStatements(scope: Construct, project: string, document: string): IamStatement[] {
  return [
    {
      sid: 'MaskedLogs',
      because: 'The log of an app is shown without its secrets, which the instance masks; nothing else is run there.',
      actions: ['ssm:SendCommand'],
      resources: [`${arnPrefix(scope, 'ssm')}document/${document}`],
    },
    instancesOf(scope, project, 'preview'),
    followCommands,
  ];
}

/** What is run there. */
export function commandDocument(scope: Construct): IamStatement {
  const { partition, region } = Stack.of(scope);
  return {
    sid: 'CommandDocument',
    because: 'Commands are run by this document of AWS.',
    actions: ['ssm:SendCommand'],
    resources: [`arn:${partition}:ssm:${region}::document/AWS-RunShellScript`],
  };
}

/** Waits for a command, or ends it. */
export const followCommands: IamStatement = {
  sid: 'FollowCommands',
  because: 'A command has an id that is not known before, and these actions know no narrower resource.',
  actions: ['ssm:GetCommandInvocation', 'ssm:CancelCommand'],
  resources: ['*'],
};

/** On which instances: the document is allowed apart. */
export function instancesOf(scope: Construct, project: string, kind: TargetKind): IamStatement {
  return {
    sid: `${labelOf(kind)}Instances`,
    because: 'Ids of instances are not known before; the tags that come from their stack tell whose they are.',
    actions: ['ssm:SendCommand'],
    resources: [`${arnPrefix(scope, 'ec2')}instance/*`],
    conditions: {
      StringEquals: {
        [`ssm:resourceTag/${ownershipTagKeys.project}`]: project,
        [`ssm:resourceTag/${ownershipTagKeys.target}`]: kind,
      },
    },
  };
}
