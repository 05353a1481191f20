import { Stack, Token } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PreviewError } from '../../../errors';
import { type IamStatement, whenEquals } from '../iam-statement';
import { grantTo } from './instance-principal';

/** arn:partition:secretsmanager:region:account:secret:name, and perhaps `:key` behind it. */
const secretArn = /^(arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+-[A-Za-z0-9]{6})(:[^:]+)?$/;
/** The same without a key. */
const wholeSecret = /^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+-[A-Za-z0-9]{6}$/;
const parameterArn = /^arn:[^:]+:ssm:[^:]+:\d{12}:parameter\/.+$/;

/**
 * Exactly what reading these secrets takes. Secrets under a customer-managed KMS key also need
 * `secretKeyStatements`.
 *
 * @param secrets name of the property → ARN
 * @throws PreviewError `secret-arn-invalid` for what is no full ARN of a secret or parameter
 */
export function secretStatements(secrets: Readonly<Record<string, string>>): readonly IamStatement[] {
  const named = { secrets: new Set<string>(), parameters: new Set<string>() };
  for (const [name, arn] of Object.entries(secrets)) {
    const secret = secretArn.exec(arn)?.[1];
    if (secret !== undefined) named.secrets.add(secret);
    else if (parameterArn.test(arn)) named.parameters.add(arn);
    else throw notAnArn(name);
  }
  const because = 'Settings name it: Beanstalk puts it into the environment with the rights of the instance.';
  const read = (sid: string, actions: string[], resources: Set<string>): IamStatement[] =>
    resources.size === 0 ? [] : [{ sid, because, actions, resources: [...resources] }];
  return [
    ...read('NamedSecrets', ['secretsmanager:GetSecretValue'], named.secrets),
    ...read('NamedParameters', ['ssm:GetParameter', 'ssm:GetParameters'], named.parameters),
  ];
}

/**
 * The full ARN of a secret, which Beanstalk wants.
 *
 * @throws PreviewError `secret-arn-invalid` for one of the CDK that was imported by its name alone, and for a text that is none
 */
export function fullArnOf(secret: ISecret | string): string {
  const arn = typeof secret === 'string' ? secret : secret.secretFullArn;
  if (arn !== undefined && (Token.isUnresolved(arn) || wholeSecret.test(arn))) return arn;
  const name = typeof secret === 'string' ? 'secretArn' : secret.node.path;
  throw new PreviewError(
    'secret-arn-invalid',
    `${name} is not the full ARN of a secret: it has 6 random characters at its end`,
    {
      fault: 'user',
      hint: 'Give the whole ARN, without a key behind it; in the CDK import the secret with Secret.fromSecretCompleteArn.',
    },
  );
}

/** One value of a secret that holds a JSON object. */
export interface SecretKey {
  /** The secret, whose value is a JSON object. */
  readonly secret: ISecret;
  /** Key of the object. */
  readonly key: string;
}

/** Lets a service read a secret of the CDK. @returns what Beanstalk calls it: its ARN, and the key behind it */
export function namedSecret(grantee: IGrantable, given: ISecret | SecretKey): string {
  const { secret, suffix } =
    'key' in given ? { secret: given.secret, suffix: `:${given.key}` } : { secret: given, suffix: '' };
  const arn = fullArnOf(secret);
  grantTo(grantee, {
    sid: 'GivenSecrets',
    because: 'Beanstalk puts it into the environment with the rights of the instance.',
    actions: ['secretsmanager:GetSecretValue'],
    resources: [arn],
  });
  secret.encryptionKey?.grantDecrypt(grantee);
  return `${arn}${suffix}`;
}

function notAnArn(name: string): PreviewError {
  return new PreviewError(
    'secret-arn-invalid',
    `secrets.${name} is not the full ARN of a secret or parameter (its value is not shown: it may be secret)`,
    {
      fault: 'user',
      hint: "Give the whole ARN; a secret's ends in a hyphen and 6 random characters, with `:key` behind it for one key.",
    },
  );
}

/** Reading what lies under keys of someone's own: decrypting, by way of the two services only. */
export function secretKeyStatements(scope: Construct, keys: readonly string[]): readonly IamStatement[] {
  if (keys.length === 0) return [];
  const { region } = Stack.of(scope);
  return [
    {
      sid: 'SecretKeys',
      because: 'Settings name the keys under which the secrets of the service lie.',
      actions: ['kms:Decrypt'],
      resources: keys,
      conditions: whenEquals(
        'kms:ViaService',
        ['secretsmanager', 'ssm'].map((service) => `${service}.${region}.amazonaws.com`),
      ),
    },
  ];
}
