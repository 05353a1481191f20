import { Stack } from 'aws-cdk-lib';
import { arnPrefix } from '../arn-prefix';
import { type CloudFormationStatements, stackPrefix } from './cloudformation-statements';

/**
 * What alarms need that Beanstalk's own do not; their making is allowed with those (`Instances`). The actions: handlers of the types (public
 * schemas of 2026-08-07). `sns:Publish`, `AddPermission` and what is not of topics are not among them.
 */
export const alarmStatements: CloudFormationStatements = (scope, props) => {
  if (!props.alarms) return [];
  const { account, partition } = Stack.of(scope);
  const prefix = stackPrefix(props);
  return [
    {
      sid: 'Alarms',
      because: 'Alarms and their dashboard, which has no region, have the name of the stack, and get its tags.',
      actions: [
        'cloudwatch:PutDashboard',
        'cloudwatch:GetDashboard',
        'cloudwatch:DeleteDashboards',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
        'cloudwatch:ListTagsForResource',
      ],
      resources: [
        `${arnPrefix(scope, 'cloudwatch')}alarm:${prefix}*`,
        `arn:${partition}:cloudwatch::${account}:dashboard/${prefix.slice(0, -1)}`,
      ],
    },
    {
      sid: 'AlarmTopic',
      because: 'CloudFormation names the topic after its stack. It makes and configures it and publishes nothing.',
      actions: ['sns:*Topic*', 'sns:*Subscri*', 'sns:*Resource', 'sns:*DataProtectionPolicy'],
      resources: [`${arnPrefix(scope, 'sns')}${prefix}*`],
    },
  ];
};
