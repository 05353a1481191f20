import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { AwsAccount } from '../../lib/aws/account/account';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { PreviewError } from '../../lib/errors';
import { forgetCredentials } from './aws-environment';
import { oddAws } from './odd-aws';
import { queryError } from './odd-endpoint';

const aws = oddAws();
const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-aws-'));
let clients: AwsClients | undefined;

const config = `
[profile failing]
credential_process=sh -c "echo SECRET-OUT; echo SECRET-ERR >&2; exit 3" SECRET-ARGUMENT
[profile garbled]
credential_process=echo SECRET-GARBLED
[profile version]
credential_process=echo '{"Version":2,"SecretAccessKey":"SECRET-VERSION"}'
[profile sourceless]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=missing
[profile circle]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=back
[profile back]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=circle
[profile mfa]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=keys
mfa_serial=arn:aws:iam::111122223333:mfa/u
[profile keys]
aws_access_key_id=AKIAKEYS
aws_secret_access_key=SECRET-KEY
[profile role]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=keys
[profile sso]
sso_session=corp
sso_account_id=111122223333
sso_role_name=dev
[profile half]
sso_account_id=111122223333
[sso-session corp]
sso_region=eu-central-1
sso_start_url=https://corp.awsapps.com/start
[profile token]
role_arn=arn:aws:iam::111122223333:role/x
web_identity_token_file=${folder}/absent-token
[profile source]
role_arn=arn:aws:iam::111122223333:role/x
credential_source=Nowhere
[profile empty]
region=eu-central-1
[profile login]
login_session=arn:aws:iam::111122223333:user/x
`;

beforeAll(() => writeFileSync(join(folder, 'config'), config));
beforeEach(() => {
  forgetCredentials();
  Object.assign(process.env, {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  });
});
afterEach(() => {
  clients?.close();
  for (const name of ['AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN']) delete process.env[name];
});
afterAll(() => rmSync(folder, { recursive: true }));

async function failure(profile?: string): Promise<PreviewError> {
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  clients = awsClients({ region: 'eu-central-1', maxAttempts: 1, ...(profile !== undefined && { profile }) });
  const error = await new AwsAccount(clients).identity().catch((thrown: unknown) => thrown);
  if (!(error instanceof PreviewError)) throw error;
  return error;
}

describe('D21: credentials that cannot be used name the profile and the reason:', () => {
  test.each([
    // aws/aws-sdk-js#3573
    ['nope', 'there is no such profile in ~/.aws/config or ~/.aws/credentials', 'AWS_PROFILE'],
    ['failing', 'its credential_process failed', 'Run the command'],
    ['garbled', 'Profile garbled credential_process returned invalid JSON', 'get-caller-identity'],
    ['version', 'Profile version credential_process did not return Version 1', 'get-caller-identity'],
    // cline/cline#2010
    ['sourceless', 'its source_profile missing does not exist or holds no credentials', 'source_profile'],
    ['circle', 'Detected a cycle', 'source_profile'],
    ['mfa', 'Profile mfa requires multi-factor authentication', 'MFA'],
    ['sso', 'The SSO session token associated with profile=sso was not found or is invalid', 'aws sso login'],
    ['half', 'Profile is configured with invalid SSO credentials', '~/.aws/config'],
    // aws/aws-cdk#26292
    ['token', `${folder}/absent-token cannot be read (ENOENT)`, 'web_identity_token_file'],
    ['source', 'Unsupported credential source in profile source. Got Nowhere', 'credential_source'],
    ['empty', 'the profile holds no credentials', 'AWS_PROFILE'],
    ['login', 'Failed to load token from /', 'aws login'],
  ])('%s: %s', async (profile, why, hint) => {
    const error = await failure(profile);
    expect(error).toMatchObject({ code: 'credentials-refused', exitCode: 2, hint: expect.stringContaining(hint) });
    expect(error.message).toContain(`the AWS credentials of the profile ${profile} cannot be used: `);
    expect(error.message).toContain(why);
    expect(inspect(error, { depth: 10 })).not.toContain('SECRET');
  });
});

test('D21: a token file that CI names and that is not there is the fault of the user, with its path', async () => {
  process.env.AWS_WEB_IDENTITY_TOKEN_FILE = join(folder, 'absent');
  process.env.AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/x';
  expect(await failure()).toMatchObject({
    code: 'credentials-refused',
    exitCode: 2,
    message: `the AWS credentials cannot be used: ${folder}/absent cannot be read (ENOENT)`,
    hint: expect.stringContaining('AWS_WEB_IDENTITY_TOKEN_FILE'),
  });
});

test('without a profile and without credentials none were found', async () => {
  expect(await failure()).toMatchObject({ code: 'credentials-missing', exitCode: 2 });
});

describe('D21: what STS says to a provider is said as STS says it:', () => {
  test('a role that may not be taken names the role and its trust policy', async () => {
    const role = 'arn:aws:iam::111122223333:role/x';
    aws.odd.say(
      queryError(
        403,
        'AccessDenied',
        `User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      ),
    );
    expect(await failure('role')).toMatchObject({
      code: 'credentials-refused',
      exitCode: 2,
      message: expect.stringContaining('AWS refuses sts:AssumeRole'),
      hint: expect.stringContaining(`Allow sts:AssumeRole in the trust policy of ${role}`),
    });
  });

  test.each([
    // The words of a job on GitHub whose role does not trust it.
    [
      'AccessDenied',
      403,
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      'credentials-refused',
      'trust policy',
    ],
    ['InvalidIdentityToken', 400, 'No OpenIDConnect provider found in your account', 'credentials-refused', 'OIDC'],
    ['ExpiredTokenException', 400, 'Token expired', 'credentials-refused', 'Sign in again'],
  ])('%s of a web identity', async (name, status, message, code, hint) => {
    writeFileSync(join(folder, 'token'), 'SECRET-TOKEN');
    process.env.AWS_WEB_IDENTITY_TOKEN_FILE = join(folder, 'token');
    process.env.AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/x';
    aws.odd.say(queryError(status, name, message));
    const error = await failure();
    expect(error).toMatchObject({ code, hint: expect.stringContaining(hint) });
    expect(error.message).toContain('sts:AssumeRoleWithWebIdentity');
    expect(inspect(error, { depth: 10 })).not.toContain('SECRET');
  });
});

test('a chain is asked once for all clients', async () => {
  process.env.AWS_PROFILE = 'role';
  const answer = (operation: string, content: string) => ({
    body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`,
  });
  const asked: string[] = [];
  aws.odd.reply = ({ body }) => {
    const operation = /Action=(\w+)/.exec(body)?.[1] ?? '';
    asked.push(operation);
    return operation === 'AssumeRole'
      ? answer(
          operation,
          '<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
        )
      : answer(operation, '<Account>111122223333</Account><Arn>arn:x</Arn><Stacks/>');
  };
  clients = awsClients({ region: 'eu-central-1' });
  await new AwsAccount(clients).identity();
  const { DescribeStacksCommand } =
    require('@aws-sdk/client-cloudformation') as typeof import('@aws-sdk/client-cloudformation');
  await clients.cloudFormation.send(new DescribeStacksCommand({}));
  expect(asked).toEqual(['AssumeRole', 'GetCallerIdentity', 'DescribeStacks']);
});
