import { toPreviewError } from '../../lib/aws/errors';
import { PreviewError } from '../../lib/errors';

const asked = 'cloudformation:CreateChangeSet';

function denied(message: string, name = 'AccessDenied'): PreviewError {
  const $metadata = { httpStatusCode: 403, requestId: 'r-1' };
  const error = toPreviewError(Object.assign(new Error(message), { name, $metadata }), asked);
  if (!(error instanceof PreviewError)) throw error;
  return error;
}

const user = 'User: arn:aws:sts::111122223333:assumed-role/ci/session is not authorized to perform: ';
const stack = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-x/*';
const role = 'arn:aws:iam::111122223333:role/shop-preview-cloudformation';

// Kinds of policy and their words: IAM user guide, "Troubleshoot access denied error messages", read 2026-11-27.
describe('P4: the hint fits the policy that AWS names:', () => {
  test.each([
    // aws/aws-sam-cli#5567, 2023-07-19
    [
      `${asked} on resource: ${stack} because no identity-based policy allows the ${asked} action`,
      `Allow ${asked} on ${stack} in the role's policy`,
    ],
    // aws/aws-cdk-cli at 7ff50e7, packages/@aws-cdk-testing/cli-integ/README.md, 2026-08-21
    [
      'logs:CreateLogGroup on resource: arn:aws:logs:eu-central-1:111122223333:log-group:x:log-stream: with an explicit deny in a service control policy',
      'Ask an administrator of the AWS organization to change its service control policy: no policy of this account can allow logs:CreateLogGroup',
    ],
    // With the policy's ARN, as AWS gives it since January 2026.
    [
      `${asked} on resource: ${stack} with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-a/service_control_policy/p-b`,
      'Ask an administrator of the AWS organization',
    ],
    [`${asked} because no resource control policy allows the ${asked} action`, 'Ask an administrator of the AWS'],
    [
      `iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action`,
      `Allow iam:PassRole on ${role} in the role's policy`,
    ],
    [`iam:PassRole on resource: ${role}`, `Allow iam:PassRole on ${role} in the role's policy`],
    [
      `${asked} with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/b`,
      `Remove the Deny of ${asked} in the permissions boundary`,
    ],
    [
      `${asked} because no permissions boundary allows the ${asked} action`,
      `Allow ${asked} in the permissions boundary`,
    ],
    [`${asked} because no session policy allows the ${asked} action`, `Take credentials whose session policy allows`],
    [
      `s3:PutObject on resource: "arn:aws:s3:::shop/x" with an explicit deny in a resource-based policy`,
      'Remove the Deny of s3:PutObject in the policy of arn:aws:s3:::shop/x itself',
    ],
    [
      `${asked} because no VPC endpoint policy allows the ${asked} action`,
      `Allow ${asked} in the policy of the VPC endpoint`,
    ],
    [
      `sts:AssumeRole on resource: ${role} with an explicit deny in the role trust policy`,
      `Remove the Deny of sts:AssumeRole in the trust policy of ${role}`,
    ],
    [
      `${asked} on resource: ${stack} with an explicit deny`,
      'A Deny for sessions without MFA ends when you sign in with MFA',
    ],
    [`${asked} with an explicit deny in an identity-based policy`, 'no Allow overrides it'],
  ])('%s', (words, hint) => {
    const error = denied(user + words);
    expect(error).toMatchObject({ code: 'access-denied', exitCode: 1 });
    expect(error.message).toContain(words);
    expect(error.hint).toContain(hint);
    if (words.includes('explicit deny')) expect(error.hint).not.toMatch(/\ballow \S+ in\b/i);
  });
});

test('P4: the blob that EC2 adds is left out', () => {
  const { message } = denied(
    `You are not authorized to perform this operation. ${user}ec2:RunInstances on resource: x with an explicit deny in a permissions boundary: arn:aws:iam::1:policy/b. Encoded authorization failure message: QN7w7t3DAbfvg8Glu6KVPjGh0L6qxL`,
    'UnauthorizedOperation',
  );
  expect(message).toMatch(/policy\/b$/);
});

test('P4: a refusal without a sentence names the action', () => {
  for (const words of ['Access Denied', 'Forbidden', 'You are not authorized to perform this operation.']) {
    expect(denied(words).message).toBe(`AWS refuses ${asked} to these credentials`);
    expect(denied(words).hint).toContain(`Allow ${asked} in the role's policy`);
  }
});

test('P4: what stands in the sentence is harmless and short', () => {
  const { message } = denied(`${user}x:Y on\nresource: \u001b[2J\u202e${'x'.repeat(5000)}`);
  expect(message).toContain('on resource: \\u001b[2J\\u202exxx');
  expect(message.length).toBeLessThan(700);
});

test('P5: words that say so are a refusal under any name', () => {
  expect(denied(`${user}sns:Publish`, 'AuthorizationErrorException')).toMatchObject({ code: 'access-denied' });
});
