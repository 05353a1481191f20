import { mayPass } from '../../lib/stacks/passing-cause';

/** As CloudFormation hands on what a handler returned. */
const handler = (message: string, code: string) =>
  `Resource handler returned message: "${message}" (RequestToken: 5cf0-72f0, HandlerErrorCode: ${code})`;
const service = (message: string, name: string, status: number, code: string) =>
  `${message} (Service: ${name}; Status Code: ${status}; Error Code: ${code}; Request ID: F8AD)`;

describe('report 7 K-8: what passes by itself', () => {
  test.each([
    // FINRAOS/herd-mdl#87 (2019), hashicorp/terraform-provider-aws#26805 (2022).
    service(
      'A conflicting conditional operation is currently in progress against this resource. Please try again.',
      'Amazon S3',
      409,
      'OperationAborted',
    ),
    handler(
      'A conflicting conditional operation is currently in progress against this resource.',
      'GeneralServiceException',
    ),
    service(
      'The request was rejected because Route 53 was still processing a prior request.',
      'Route53',
      400,
      'PriorRequestNotComplete',
    ),
    handler('Exceeded attempts to wait', 'NotStabilized'),
    handler("Resource of type 'AWS::RDS::DBInstance' with identifier 'x' did not stabilize.", 'NotStabilized'),
    handler(
      'the internetGateway has dependencies (Service: EC2, Status Code: 400, Error Code: DependencyViolation)',
      'ResourceConflict',
    ),
    handler('resource sg-0f1 has a dependent object (Service: Ec2, Status Code: 400, Request ID: x)', 'InvalidRequest'),
    handler('timed out', 'ServiceTimeout'),
    handler('failure to receive a response from the server', 'NetworkFailure'),
    handler('Rate exceeded (Service: KinesisAnalyticsV2, Status Code: 400)', 'GeneralServiceException'),
    handler('slower', 'Throttling'),
    handler('null', 'ServiceInternalError'),
    handler('Internal error occurred', 'InternalFailure'),
    'resource sg-0f1 has a dependent object',
    'Network interface eni-0a1b2c is currently in use.',
    'The subnet subnet-1 has dependencies and cannot be deleted.',
    'Environment named shop is in an invalid state for this operation. Must be Ready.',
    'Rate exceeded',
    'Rate limit exceeded for operation',
    'Internal Failure',
    'Service Unavailable',
    'Request timed out',
    'Instance shop is currently creating - cannot be deleted',
    service('Instance x is not in available state.', 'AmazonRDS', 400, 'InvalidDBInstanceState'),
    'Cannot delete the subnet group shop because at least one database instance: x is still using it.',
    service('Another operation is in progress', 'ElasticLoadBalancing', 400, 'OperationInProgress'),
  ])('%s', (reason) => {
    expect(mayPass({ reason })).toBe(true);
  });
});

describe('report 7 K-8: what waiting does not help', () => {
  test.each([
    'You are not authorized to delete eni-0a1b2c.',
    'You are not authorized to perform this operation. Rate exceeded. Try again.',
    handler('User: arn:aws:sts::1:assumed-role/x is not authorized to perform: ec2:DeleteSecurityGroup', 'Throttling'),
    handler('resource eni-0a1b2c is in use', 'AccessDenied'),
    'Access Denied',
    'API: s3:DeleteBucket Access Denied with an explicit deny in a resource-based policy',
    'Role arn:aws:iam::1:role/x is invalid or cannot be assumed',
    handler('limit of 5 exceeded', 'ServiceLimitExceeded'),
    handler('The security token is invalid', 'InvalidCredentials'),
    'Export shared cannot be deleted as it is in use by consumer',
    'Cannot delete entity, must detach all policies first.',
    'Cannot delete protected DB Instance, please disable deletion protection and try again.',
    // A repository of ECR (2023).
    handler(
      "The repository with name 'x' cannot be deleted because it still contains images",
      'GeneralServiceException',
    ),
    'The bucket you tried to delete is not empty',
    '',
  ])('%s', (reason) => {
    expect(mayPass({ reason })).toBe(false);
  });
});
