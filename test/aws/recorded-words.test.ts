import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { toPreviewError } from '../../lib/aws/errors';
import { AwsBundles } from '../../lib/aws/s3/bundles';
import { PreviewError } from '../../lib/errors';
import { collect } from '../contracts/collect';
import { FakeClock } from '../fakes/fake-clock';
import { oddAws } from './odd-aws';
import { queryError } from './odd-endpoint';

const aws = oddAws();

function read(name: string, message: string, httpStatusCode: number): PreviewError {
  const $metadata = { httpStatusCode, requestId: 'r-1' };
  const error = toPreviewError(Object.assign(new Error(message), { name, $metadata }), 'x:Y');
  if (!(error instanceof PreviewError)) throw error;
  return error;
}

// Each with its source; LS is a recording of LocalStack on AWS, the others are lists of AWS or quotations.
describe('the words of AWS', () => {
  test.each([
    // JuliaCloud/AWS.jl#598, 2023-01-04
    [
      'P5',
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
      'clock-wrong',
    ],
    ['P5', 'RequestInTheFuture', 403, 'in the future', 'clock-wrong'],
    // IAM user guide, "Troubleshoot Signature Version 4", read 2026-11-27
    [
      'P5',
      'SignatureDoesNotMatch',
      403,
      'Signature expired: 20260101T000000Z is now earlier than 20260101T001500Z',
      'clock-wrong',
    ],
    [
      'P5',
      'InvalidSignatureException',
      403,
      'Signature not yet current: 20260101T001600Z is still later than 20260101T001500Z',
      'clock-wrong',
    ],
    // LS test_presigned_url_signature_authentication, 2026-02-21
    [
      'P5',
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      'credentials-refused',
    ],
    [
      'P5',
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid.',
      'credentials-refused',
    ],
    [
      'P5',
      'UnrecognizedClientException',
      400,
      'The security token included in the request is invalid.',
      'credentials-refused',
    ],
    // S3, EC2 and the common errors of the query services: lists in the API references, read 2026-11-27
    [
      'P5',
      'AccountProblem',
      403,
      'There is a problem with your AWS account that prevents the operation from completing successfully.',
      'account-unusable',
    ],
    ['P5', 'NotSignedUp', 403, 'Your account is not signed up for the Amazon S3 service.', 'account-unusable'],
    ['P5', 'AllAccessDisabled', 403, 'All access to this Amazon S3 resource has been disabled.', 'account-unusable'],
    ['P5', 'OptInRequired', 403, 'The AWS access key ID needs a subscription for the service.', 'account-unusable'],
    [
      'P5',
      'SubscriptionRequiredException',
      400,
      'The AWS Access Key Id needs a subscription for the service',
      'account-unusable',
    ],
    ['P5', 'PendingVerification', 400, 'Your account is currently being verified.', 'account-unusable'],
    ['P5', 'SomethingNew', 403, 'not yours', 'aws-refused'],
    // THROTTLING_ERROR_CODES of @smithy/core 3
    ...[
      ...['BandwidthLimitExceeded', 'EC2ThrottledException', 'PriorRequestNotComplete'],
      ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'RequestThrottled'],
      ...['RequestThrottledException', 'SlowDown', 'ThrottledException', 'Throttling', 'ThrottlingException'],
      ...['TooManyRequestsException', 'TransactionInProgressException'],
    ].map((name) => ['P6', name, 400, 'Rate exceeded', 'throttled'] as const),
    ['P6', 'LimitExceededException', 400, 'Limit for stack has been exceeded', 'quota-exceeded'],
    ['P6', 'LimitExceededException', 400, 'Rate limit exceeded', 'throttled'],
    // Models of JSON services in botocore 1.43.11; API Gateway gave the last in recordings.
    ...[
      ...['InternalServiceError', 'InternalServerError', 'InternalServerException', 'ServiceUnavailableException'],
      ...['InternalServiceException', 'InternalException', 'InternalServerErrorException'],
    ].map((name) => ['P7', name, 500, 'oops', 'aws-unavailable'] as const),
    ['P7', 'NeverHeardOf', 500, 'oops', 'aws-unavailable'],
    // LS test_delete_bucket_with_objects and others, 2026-02-21
    ['S3', 'BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', 'aws-refused'],
    ['S3', 'InvalidArgument', 400, 'Invalid version id specified', 'aws-refused'],
    ['S3', 'NotImplemented', 501, 'A header you provided implies functionality that is not implemented', 'aws-refused'],
  ] as const)('%s: %s (%i) "%s" is %s', (_, name, status, message, code) => {
    expect(read(name, message, status)).toMatchObject({ code });
  });

  test('P5: a signature that does not match and a key that AWS does not know have hints of their own', () => {
    expect(read('SignatureDoesNotMatch', 'x', 403).hint).toContain('AWS_SECRET_ACCESS_KEY, or the secret key');
    expect(read('InvalidClientTokenId', 'x', 403).hint).toContain('AWS_ACCESS_KEY_ID');
    expect(read('RequestExpired', 'Request has expired.', 400).hint).toContain('clock');
  });

  test('a service role that cannot be taken names the command that makes it (LS test_update_with_role_without_permissions, 2022-11-21)', () => {
    const error = read('ValidationError', 'Role arn:aws:iam::1:role/x is invalid or cannot be assumed', 400);
    expect(error).toMatchObject({ code: 'aws-refused', hint: expect.stringContaining('deploy-application') });
  });

  test('AWS’s own words are made harmless and short', () => {
    const { message } = read('ValidationError', `a\u001b[2J\nb${'x'.repeat(5000)}`, 400);
    expect(message).toContain('a\\u001b[2J b');
    expect(message.length).toBeLessThan(700);
  });
});

describe('what is no answer of AWS', () => {
  const list = () => collect(new AwsStacks(aws.clients, new FakeClock()).list());

  test.each([
    ['P5: a page of a proxy with 403', { status: 403, body: '<html><body>Forbidden</body></html>' }],
    ['P5: a text of a proxy with 403', { status: 403, body: 'Forbidden' }],
    ['a proxy that asks for a login', { status: 407, body: '<html><body>Login</body></html>' }],
    ['P7: a bare 503', { status: 503, body: '' }],
    ['P7: a page with 503', { status: 503, body: '<html><body>Busy</body></html>' }],
  ])('%s says its status', async (_, answer) => {
    aws.odd.say(answer);
    await expect(list()).rejects.toMatchObject({
      code: 'aws-unavailable',
      message: expect.stringContaining(`HTTP ${answer.status} and no words of AWS`),
    });
  });

  test('P5: the bare 403 of a HEAD is S3’s only with the number that S3 gives each request', async () => {
    const find = () =>
      new AwsBundles(aws.clients, new FakeClock()).find({ bucket: 'shop', targetId: 'x', hash: 'a'.repeat(64) });
    aws.odd.reply = () => ({ status: 403, headers: { 'x-amz-request-id': 'R1' } });
    await expect(find()).rejects.toMatchObject({ code: 'access-denied' });
    aws.odd.reply = () => ({ status: 403 });
    await expect(find()).rejects.toMatchObject({ code: 'aws-unavailable' });
  });

  test('an answer of AWS over the wire keeps its name', async () => {
    aws.odd.say(queryError(403, 'OptInRequired', 'The AWS access key ID needs a subscription for the service.'));
    await expect(list()).rejects.toMatchObject({ code: 'account-unusable' });
  });
});
