import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPython } from './run-program';

const local = join(__dirname, '../../lib/local');

/** botocore's name of the service that a folder of lib/local answers for. */
const serviceOf: Readonly<Record<string, string>> = {
  acm: 'acm',
  autoscaling: 'autoscaling',
  cloudformation: 'cloudformation',
  cloudwatch: 'cloudwatch',
  ec2: 'ec2',
  'elastic-beanstalk': 'elasticbeanstalk',
  elasticache: 'elasticache',
  elbv2: 'elbv2',
  iam: 'iam',
  lambda: 'lambda',
  logs: 'logs',
  pricing: 'pricing',
  rds: 'rds',
  route53: 'route53',
  s3: 's3',
  'secrets-manager': 'secretsmanager',
  sqs: 'sqs',
  ssm: 'ssm',
  sts: 'sts',
  // What all of them share.
  http: 'http',
};

/**
 * Every service may give these: the common errors of the query services
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html, read in November 2026), and those that the JSON protocol
 * has for an unknown operation, for a body that cannot be read, and for a value out of bounds. `GeneralServiceException` is what CloudFormation's
 * handlers say of a failure of a resource: it stands in the events of a stack and never in an answer.
 */
const common = [
  ...['AccessDenied', 'GeneralServiceException', 'InvalidAction', 'InvalidParameterCombination'],
  ...['InvalidParameterValue', 'MissingParameter', 'SerializationException', 'UnknownOperationException'],
  ...['ValidationError', 'ValidationException'],
];

/**
 * What a handler says of a resource, which stands in the events of a stack, beside the codes of the services that it calls:
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html, read in November 2026.
 */
const ofHandlers = ['AlreadyExists', 'InvalidRequest', 'NotFound', 'AWS.SimpleQueueService.NonExistentQueue'];
const isHandler = (file: string) => /(^types\/|-type\.ts$)/.test(file);

/** Codes that a service's guide or a recording has and its model lacks, read in November 2026. */
const documented: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; BadRequest for too many tags: LocalStack, test_s3.snapshot.json, 2026-02-23.
  s3: [
    // "Conditional writes" in the S3 user guide: 409 when another request is under way.
    'ConditionalRequestConflict',
    ...['BadDigest', 'BucketNotEmpty', 'EntityTooLarge', 'EntityTooSmall', 'IllegalLocationConstraintException'],
    ...['IllegalVersioningConfigurationException', 'IncompleteBody', 'InternalError', 'InvalidArgument'],
    ...['InvalidBucketName', 'InvalidDigest', 'InvalidLocationConstraint', 'InvalidPart', 'InvalidPartOrder'],
    ...['InvalidRange', 'InvalidTag', 'InvalidURI', 'KeyTooLongError', 'MalformedPolicy', 'MalformedXML'],
    ...['MethodNotAllowed', 'NoSuchTagSet', 'NoSuchVersion', 'NotImplemented', 'PreconditionFailed'],
    ...['NoSuchPublicAccessBlockConfiguration', 'OwnershipControlsNotFoundError', 'NoSuchBucketPolicy'],
    ...['NoSuchCORSConfiguration', 'InvalidBucketOwnerAWSAccountID', 'SignatureDoesNotMatch'],
    ...['AuthorizationQueryParametersError', 'NoSuchLifecycleConfiguration', 'ObjectLockConfigurationNotFoundError'],
    ...['ReplicationConfigurationNotFoundError', 'NoSuchWebsiteConfiguration', 'MetadataTooLarge', 'BadRequest'],
  ],
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  ec2: [
    ...['DependencyViolation', 'InvalidAddress.NotFound', 'InvalidGroup.Duplicate', 'InvalidGroup.NotFound'],
    ...[
      'InvalidInstanceID.NotFound',
      'InvalidNextToken',
      'InvalidPermission.Duplicate',
      'InvalidRouteTableID.NotFound',
    ],
    ...['InvalidSubnetID.NotFound', 'InvalidVpcID.NotFound'],
  ],
  // Beanstalk passes on what EC2 says of an address. The other code: "An error occurred (ConfigurationValidationException) when calling the
  // CreateEnvironment operation", squidsolutions/aws-eb-shell, issue 1, 2017-03-10. An operation that is cancelled is no answer of the wire.
  // The last two are Auto Scaling's own: what a group refuses stands beside the group.
  elasticbeanstalk: [
    ...['AddressLimitExceeded', 'ConfigurationValidationException', 'Cancelled'],
    ...['ResourceContention', 'ScalingActivityInProgress'],
  ],
  // S3's and Route 53's, whose XML is read there; and a limit of the endpoint's own, far above AWS's, so that it never fills the memory.
  http: ['MalformedXML', 'InvalidInput', 'RequestEntityTooLarge'],
  // LocalStack, tests/aws/services/sqs/test_sqs.snapshot.json, 2024-04-30.
  sqs: ['InvalidParameterValueException', 'MissingRequiredParameterException'],
};

/** What gives a code in the sources: an error, or a field or argument that becomes the code of one. */
const patterns = [
  /new AwsError\(\s*'([\w.]+)'/g,
  /\b(?:code|invalidToken|invalidSize): '([A-Z][\w.]+)'/g,
  /\b(?:parse|choose|missing)\([^)]*'([A-Z]\w+(?:\.NotFound|Exception|Parameter))'/g,
  /\bfindRoute\([^)]*'([A-Z]\w+)'/g,
];

/** Each code that the sources of a folder give, with its file. */
function given(folder: string): readonly { readonly code: string; readonly file: string }[] {
  return readdirSync(join(local, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(local, folder, file), 'utf8');
      const found = patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code));
      return [...new Set(found)].map((code) => ({ code, file }));
    });
}

test('every error code that the endpoint gives is modelled, common, or in the guide of its service', async () => {
  const services = Object.values(serviceOf).filter((service) => service !== 'http');
  const { codes, queryCompatible } = (await runPython('', tmpdir(), 'codes.py', ...services)) as {
    readonly codes: Readonly<Record<string, readonly string[]>>;
    readonly queryCompatible: readonly string[];
  };
  // SQS says the codes of its former protocol too: test/local/sqs/sqs-recorded.test.ts. CloudWatch's that are given here are the same in both.
  expect(queryCompatible).toEqual(['cloudwatch', 'sqs']);
  const used = new Set<string>();
  const unknown = Object.entries(serviceOf).flatMap(([folder, service]) => {
    const known = new Set([...common, ...(codes[service] ?? []), ...(documented[service] ?? [])]);
    const all = new Set([...known, ...ofHandlers, ...Object.values(codes).flat()]);
    return given(folder)
      .filter(({ code, file }) => {
        used.add(code).add(`${service} ${code}`);
        return !(isHandler(file) ? all : known).has(code);
      })
      .map(({ code, file }) => `${folder}/${file}: ${code}`);
  });
  expect(unknown).toEqual([]);
  // A code that is in these lists and that nothing gives would hide a fault to come.
  const listed = Object.entries(documented).flatMap(([service, some]) => some.map((code) => `${service} ${code}`));
  expect([...common, ...ofHandlers, ...listed].filter((code) => !used.has(code))).toEqual([]);
});
