import type { Row, Step } from '../row';

/*
 * EC2, SSM, STS, Elastic Beanstalk, and resources that stacks make. LS: github localstack/localstack at 8b9a79f, tests/aws/services, whose
 * snapshots were recorded on AWS; awscli: examples of awscli 1.45.11.
 */
const stack = (Resources: object, Outputs: object = {}): Step => [
  'cloudformation:CreateStack',
  { StackName: '<name>', TemplateBody: { Resources, Outputs } },
];
const update = (Resources: object): Step => [
  'cloudformation:UpdateStack',
  { StackName: '<name>', TemplateBody: { Resources } },
];
const jobs = (Properties: object) => ({ Jobs: { Type: 'AWS::SQS::Queue', Properties } });
const vpc = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '100.0.0.0/20' } } };
const group = (more: object = {}) => ({
  ...{ Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x', ...more } },
});
const attributes: Step = [
  'sqs:GetQueueAttributes',
  { QueueUrl: 'http://127.0.0.1/123456789012/<name>', AttributeNames: ['All'] },
];
const four = { MaximumMessageSize: 4321, MessageRetentionPeriod: 17539, ReceiveMessageWaitTimeSeconds: 17 };

export const account: readonly Row[] = [
  {
    id: 'C14',
    fact: 'Ref of a security group without VpcId is its name, with one its id',
    given: [
      stack(
        { ...vpc, With: group({ VpcId: { Ref: 'Vpc' } }), Without: group() },
        {
          WithRef: { Value: { Ref: 'With' } },
          WithoutRef: { Value: { Ref: 'Without' } },
          WithoutId: { Value: { 'Fn::GetAtt': ['Without', 'GroupId'] } },
        },
      ),
    ],
    call: ['cloudformation:DescribeStacks', { StackName: '<name>' }],
    answer: {
      status: 200,
      fields: {
        Stacks: [
          {
            Outputs: [
              { OutputKey: 'WithRef', OutputValue: /^sg-/ },
              { OutputKey: 'WithoutRef', OutputValue: /^row-c14-Without-/ },
              { OutputKey: 'WithoutId', OutputValue: /^sg-/ },
            ],
          },
        ],
      },
    },
    recorded: ['LS cloudformation/resources/test_ec2::test_ec2_security_group_id_with_vpc', '2024-07-19'],
  },
  {
    id: 'C15a',
    fact: 'properties that a template drops go back to the defaults, MaximumMessageSize to 262144',
    given: [stack(jobs({ QueueName: '<name>', ...four })), update(jobs({ QueueName: '<name>' }))],
    call: attributes,
    answer: {
      status: 200,
      fields: {
        Attributes: {
          ...{ MaximumMessageSize: '262144', MessageRetentionPeriod: '345600', ReceiveMessageWaitTimeSeconds: '0' },
          ...{ VisibilityTimeout: '30', DelaySeconds: '0', SqsManagedSseEnabled: 'true' },
        },
      },
    },
    recorded: ['LS cloudformation/test_change_sets::test_queue_update', '2025-12-05'],
  },
  {
    id: 'C15b',
    fact: 'a key that a template drops is gone, what stays stays',
    given: [
      stack(jobs({ QueueName: '<name>', ...four, KmsMasterKeyId: 'alias/x', VisibilityTimeout: 43, DelaySeconds: 17 })),
      update(jobs({ QueueName: '<name>', VisibilityTimeout: 43, DelaySeconds: 17 })),
    ],
    call: attributes,
    answer: {
      status: 200,
      fields: {
        Attributes: {
          ...{ MaximumMessageSize: '262144', MessageRetentionPeriod: '345600', ReceiveMessageWaitTimeSeconds: '0' },
          ...{ VisibilityTimeout: '43', DelaySeconds: '17', SqsManagedSseEnabled: 'false' },
        },
      },
      absent: ['Attributes.KmsMasterKeyId'],
    },
    recorded: [
      'LS cloudformation/resource_providers/sqs::test_update_standard_queue_remove_some_properties',
      '2025-12-18',
    ],
  },
  {
    id: 'C16a',
    fact: 'the tags that a stack gives a security group',
    given: [
      stack({ SecurityGroup: group() }, { Id: { Value: { 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] } } }),
      ['cloudformation:DescribeStacks', { StackName: '<name>' }],
    ],
    call: ['ec2:DescribeSecurityGroups', { GroupIds: ['<1.Stacks.0.Outputs.0.OutputValue>'] }],
    answer: {
      status: 200,
      fields: {
        SecurityGroups: [
          {
            Tags: new Set([
              { Key: 'aws:cloudformation:logical-id', Value: 'SecurityGroup' },
              { Key: 'aws:cloudformation:stack-id', Value: '<0.StackId>' },
              { Key: 'aws:cloudformation:stack-name', Value: '<name>' },
            ]),
          },
        ],
      },
    },
    recorded: [
      'LS cloudformation/resource_providers/ec2/test_ec2_resource_provider::test_deploy_security_group_with_tags',
      '2025-01-02',
    ],
  },
  {
    id: 'C16b',
    fact: 'those that it gives a secret',
    given: [
      stack({ Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: '<name>', SecretString: 'x' } } }),
    ],
    call: ['secretsmanager:DescribeSecret', { SecretId: '<name>' }],
    answer: {
      status: 200,
      fields: {
        Tags: new Set([
          { Key: 'aws:cloudformation:stack-name', Value: '<name>' },
          { Key: 'aws:cloudformation:logical-id', Value: 'Secret' },
          { Key: 'aws:cloudformation:stack-id', Value: '<0.StackId>' },
        ]),
      },
    },
    recorded: ['LS cloudformation/resources/test_secretsmanager::test_cfn_handle_secretsmanager_secret', '2024-10-11'],
  },
  {
    id: 'O11',
    fact: 'zones are filtered by name',
    call: ['ec2:DescribeAvailabilityZones', { Filters: [{ Name: 'zone-name', Values: ['eu-central-1a'] }] }],
    answer: {
      status: 200,
      fields: {
        AvailabilityZones: [
          {
            ...{ ZoneName: 'eu-central-1a', RegionName: 'eu-central-1', State: 'available', Messages: [] },
            ...{ ZoneType: 'availability-zone', OptInStatus: 'opt-in-not-required' },
            ...{ NetworkBorderGroup: 'eu-central-1', GroupName: 'eu-central-1-zg-1', ZoneId: /^euc1-az\d$/ },
          },
        ],
      },
    },
    recorded: ['LS ec2/test_ec2::test_describe_availability_zones_filters', '2025-05-28'],
  },
  {
    id: 'O12',
    fact: 'a parameter that is not there has no message',
    call: ['ssm-json:GetParameter', { Name: '<name>' }],
    answer: { status: 400, code: 'ParameterNotFound', message: '' },
    recorded: ['LS cloudformation/resources/test_ssm::test_parameter_defaults', '2024-07-03'],
  },
  {
    id: 'O13a',
    fact: 'the ARN of a role that is none',
    call: ['sts:AssumeRole', { RoleArn: 'nothing-valid-in-here', RoleSessionName: 'Session1' }],
    answer: { status: 400, code: 'ValidationError', message: 'nothing-valid-in-here is invalid' },
    recorded: ['LS sts/test_sts::test_sts_invalid_parameters', '2025-07-21'],
  },
  {
    id: 'O13b',
    fact: 'the name of a session that is none',
    call: ['sts:AssumeRole', { RoleArn: 'arn:aws:iam::123456789012:role/x', RoleSessionName: 'Session1:2' }],
    answer: {
      ...{ status: 400, code: 'ValidationError' },
      message:
        "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    },
    recorded: ['LS sts/test_sts::test_sts_invalid_parameters', '2025-07-21'],
  },
  {
    id: 'O14',
    fact: 'a route table has the route within its VPC',
    given: [
      stack(
        { ...vpc, Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } } },
        {
          Id: { Value: { Ref: 'Table' } },
        },
      ),
      ['cloudformation:DescribeStacks', { StackName: '<name>' }],
    ],
    call: ['ec2:DescribeRouteTables', { RouteTableIds: ['<1.Stacks.0.Outputs.0.OutputValue>'] }],
    answer: {
      status: 200,
      fields: {
        RouteTables: [
          {
            ...{ Associations: [], OwnerId: '123456789012', PropagatingVgws: [], VpcId: /^vpc-/ },
            Routes: [
              {
                ...{ DestinationCidrBlock: '100.0.0.0/20', GatewayId: 'local' },
                ...{ Origin: 'CreateRouteTable', State: 'active' },
              },
            ],
          },
        ],
      },
    },
    recorded: ['LS cloudformation/resources/test_ec2::test_vpc_with_route_table', '2024-06-19'],
  },
  {
    id: 'B5',
    fact: 'a new application',
    call: ['elasticbeanstalk:CreateApplication', { ApplicationName: '<name>', Description: 'my application' }],
    answer: {
      status: 200,
      fields: {
        Application: {
          ...{ ApplicationName: '<name>', Description: 'my application', ConfigurationTemplates: [] },
          ...{ DateCreated: '<time>', DateUpdated: '<time>' },
        },
      },
    },
    recorded: ['awscli examples/elasticbeanstalk/create-application', '2015-02-12'],
  },
  {
    id: 'B7',
    fact: 'all applications',
    given: [['elasticbeanstalk:CreateApplication', { ApplicationName: '<name>' }]],
    call: ['elasticbeanstalk:DescribeApplications', { ApplicationNames: ['<name>'] }],
    answer: {
      status: 200,
      fields: {
        Applications: [
          {
            ...{ ApplicationName: '<name>', ConfigurationTemplates: [], Versions: [] },
            ...{ DateCreated: '<time>', DateUpdated: '<time>' },
          },
        ],
      },
    },
    recorded: ['awscli examples/elasticbeanstalk/describe-applications', '2015-08-13'],
  },
];
