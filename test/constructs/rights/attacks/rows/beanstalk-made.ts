import {
  arn,
  autoScalingGroup,
  cloudFormation,
  inner,
  inRegion,
  instance,
  ofOther,
  ofPreview,
  ofProduction,
  ofStaging,
  stages,
  tagged,
} from '../names';
import { type Ask, type Context, each, type Group, group } from '../table';

const table = arn('dynamodb', 'table/awseb-e-x-stack-Registry-1A');
const alarm = arn('cloudwatch', 'alarm:awseb-e-abcdefghij-stack-High-1A');
const balancer = arn('elasticloadbalancing', 'loadbalancer/app/awseb--AWSEB-1A/0123456789abcdef');
const rule = arn('elasticloadbalancing', 'listener-rule/app/x');

/** What changes or ends something that Beanstalk made, in this region and with these tags. */
const changes = (tags: Context): readonly Ask[] => [
  ['cloudformation:DeleteStack', inner, tags],
  ['cloudformation:UpdateStack', inner, tags],
  ['dynamodb:DeleteTable', table, tags],
  ['cloudwatch:UntagResource', alarm, tags],
  ...each(['ec2:TerminateInstances', 'ec2:DeleteTags', 'ec2:CreateTags'], instance, { ...inRegion, ...tags }),
  ...each(
    [
      'autoscaling:PutScheduledUpdateGroupAction',
      'autoscaling:UpdateAutoScalingGroup',
      'autoscaling:DeleteAutoScalingGroup',
    ],
    autoScalingGroup,
    { ...inRegion, ...tags },
  ),
  ...each(['elasticloadbalancing:DeleteLoadBalancer', 'elasticloadbalancing:AddTags'], balancer, {
    ...inRegion,
    ...tags,
  }),
  ...each(['cloudwatch:DeleteAlarms'], alarm, { ...inRegion, ...tags }),
];

export const beanstalkMadeRows: readonly Group[] = [
  group('what Beanstalk made for a stage is not reached by previews, where it has the tags', cloudFormation.preview, {
    denied: [...changes(ofStaging), ...changes(ofProduction), ...changes(tagged('shop-ui', 'staging'))],
    allowed: [
      ...changes(ofPreview),
      ...each(['dynamodb:DescribeContinuousBackups', 'dynamodb:CreateTable'], table),
      ['cloudformation:CreateStack', inner],
      ['ec2:RunInstances', instance, inRegion],
    ],
  }),
  group(
    'what Beanstalk made for another project is not reached, where it has the tags',
    Object.values(cloudFormation),
    {
      denied: changes(ofOther),
      // What has no tags yet is made, and AWS may show no tags of what it made.
      allowed: changes({}),
    },
  ),
  ...stages.map((stage) =>
    group(`CloudFormation's role for ${stage} changes what Beanstalk made for ${stage}`, cloudFormation[stage], {
      allowed: changes(tagged('shop', stage)),
    }),
  ),
  group('instances, balancers and groups of other regions are not reached', Object.values(cloudFormation), {
    denied: [
      ...each(['ec2:RunInstances', 'ec2:TerminateInstances'], instance, { 'aws:RequestedRegion': 'us-east-1' }),
      ...each(['autoscaling:DeleteAutoScalingGroup'], autoScalingGroup, { 'aws:RequestedRegion': 'us-east-1' }),
      ...each(['ec2:TerminateInstances'], instance),
    ],
  }),
  group('instances and balancers of the account without tags are reached', Object.values(cloudFormation), {
    allowed: [
      ...each(['ec2:TerminateInstances', 'ec2:CreateTags'], instance, inRegion),
      ...each(['ec2:AuthorizeSecurityGroupIngress'], arn('ec2', 'security-group/sg-0123456789abcdef0'), inRegion),
      ...each(['elasticloadbalancing:ModifyListener'], arn('elasticloadbalancing', 'listener/app/x/1/2'), inRegion),
      ...each(['autoscaling:PutScheduledUpdateGroupAction'], autoScalingGroup, inRegion),
      // Behind a shared balancer Beanstalk may move the rules of others.
      ...each(['elasticloadbalancing:SetRulePriorities'], rule, { ...inRegion, ...ofStaging }),
    ],
  }),
  group('stacks, tables and alarms that are not of Beanstalk are not reached', Object.values(cloudFormation), {
    denied: [
      ...each(['cloudformation:DeleteStack'], arn('cloudformation', 'stack/acme/uuid')),
      ...each(['dynamodb:DeleteTable', 'dynamodb:PutItem'], arn('dynamodb', 'table/orders')),
      ...each(['dynamodb:GetItem', 'dynamodb:Scan'], table),
      ...each(['cloudwatch:UntagResource'], arn('cloudwatch', 'alarm:billing')),
      ...each(['cloudformation:CreateStack', 'cloudformation:DeleteStack'], arn('cloudformation', 'stack/eb-x/uuid')),
      ...each(['lambda:CreateFunction', 'lambda:InvokeFunction'], arn('lambda', 'function:x'), inRegion),
    ],
  }),
  ...stages.map((stage) =>
    group(
      `Beanstalk's service role of ${stage} watches health in its region and changes nothing but an address`,
      `shop-${stage}-beanstalk`,
      {
        denied: [
          ...each(['ec2:DescribeInstances', 'autoscaling:DescribeScalingActivities'], '*', {
            'aws:RequestedRegion': 'us-east-1',
          }),
          ...each(['ec2:AssociateAddress'], arn('ec2', 'elastic-ip/eipalloc-1'), {
            'aws:RequestedRegion': 'us-east-1',
          }),
          ...each(['ec2:TerminateInstances', 'ec2:RunInstances', 'ec2:CreateTags'], instance, inRegion),
          ...each(['autoscaling:UpdateAutoScalingGroup'], autoScalingGroup, inRegion),
          ...each(['elasticloadbalancing:ModifyListener'], arn('elasticloadbalancing', 'listener/app/x/1/2'), inRegion),
          ...each(['elasticbeanstalk:UpdateEnvironment'], arn('elasticbeanstalk', `environment/shop-${stage}/x`)),
          ...each(['sqs:GetQueueAttributes'], arn('sqs', 'shop-ui-production-JobsQueue-1A')),
          ...each(['sqs:ReceiveMessage'], arn('sqs', `shop-${stage}-JobsQueue-1A`)),
        ],
        allowed: [
          ...each(['ec2:DescribeInstances', 'autoscaling:DescribeScalingActivities'], '*', inRegion),
          ...each(['ec2:AssociateAddress'], arn('ec2', 'elastic-ip/eipalloc-1'), inRegion),
          ...each(['sqs:GetQueueAttributes'], arn('sqs', `shop-${stage}-JobsQueue-1A`)),
        ],
      },
    ),
  ),
];
