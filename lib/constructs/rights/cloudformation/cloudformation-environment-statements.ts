import { applicationFolder } from '../../../naming/bundle-key';
import { ownershipTagKeys } from '../../../naming/ownership-tags';
import { arnPrefix } from '../arn-prefix';
import { environmentPattern, logGroupArns, stagesBeside, taggedByBeanstalk } from '../environment-patterns';
import { type IamStatement, whenEquals } from '../iam-statement';
import { type CloudFormationStatements, stackPrefix } from './cloudformation-statements';

/** What belongs to the environments of one kind by its name, and what does not, by its name or its tags. */
export const environmentStatements: CloudFormationStatements = (scope, props) => {
  const { project, kind, applicationName, bundleBucketArn } = props;
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  const others = stagesBeside(kind);
  return [
    {
      sid: 'OwnEnvironments',
      because: 'What an environment is called is known once the branch is; those of another kind have other names.',
      actions: ['elasticbeanstalk:*'],
      resources: [`${beanstalk}environment/${applicationName}/${environmentPattern(project, kind)}`],
    },
    {
      sid: 'WorkerQueues',
      because: 'Beanstalk looks at the queue that it is given; ours begin with the name of their stack.',
      actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      resources: [`${arnPrefix(scope, 'sqs')}${stackPrefix(props)}*`],
    },
    {
      sid: 'LogGroups',
      because: 'Beanstalk makes the log groups of an environment and deletes them with it (trap T16).',
      actions: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:PutRetentionPolicy',
        'logs:DeleteRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
        'logs:ListTagsForResource',
        'logs:GetDataProtectionPolicy',
      ],
      resources: logGroupArns(scope, project, [kind]),
    },
    {
      sid: 'NotOtherStages',
      because: 'A preview can be called anything: that it cannot be called like a stage is said once more.',
      effect: 'Deny',
      actions: ['elasticbeanstalk:*', 'logs:*'],
      resources: [
        ...others.flatMap((stage) => [
          `${beanstalk}environment/*/${environmentPattern(project, stage)}`,
          `${beanstalk}applicationversion/*/${project}-${stage}-*`,
        ]),
        ...logGroupArns(scope, project, others),
      ],
    },
    ...(kind === 'preview' ? notOfStages(bundleBucketArn) : []),
  ];
};

/** Bundles of stages by their folder, and what Beanstalk makes and names by itself by its tags. */
function notOfStages(bundleBucketArn: string): readonly IamStatement[] {
  return [
    {
      sid: 'NotBundlesOfOthers',
      because:
        'A preview runs bundles of its own folder; any other object could be read by a template that includes it.',
      effect: 'Deny',
      actions: ['s3:*'],
      resources: ['staging', applicationFolder].map((folder) => `${bundleBucketArn}/${folder}/*`),
    },
    {
      sid: 'NotTaggedForStages',
      because: 'What Beanstalk names by itself carries the tags of its stack: those of a stage show whose it is.',
      effect: 'Deny',
      actions: taggedByBeanstalk,
      resources: ['*'],
      conditions: whenEquals(`aws:ResourceTag/${ownershipTagKeys.target}`, stagesBeside('preview')),
    },
  ];
}
