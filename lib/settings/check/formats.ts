import { isIPv4 } from 'node:net';
import { checkBranch } from '../../naming/branch';
import { forms } from '../forms';
import { type Rule, wrongType } from './rule';
import { text } from './scalar';

/**
 * Beanstalk gives properties to the instance as lines, and refuses a value with a line break ("Not a List of Key/Value pairs",
 * hashicorp/terraform-provider-aws, issue 6413). Of the control characters it takes the tab: white space (guide, environment properties).
 */
const controlCharacter = /[^\P{Cc}\t]/u;

/** The value of an environment property. One with control characters may be a key or a certificate: it is not shown. */
export const propertyValue: Rule = (value, path, report) => {
  if (typeof value !== 'string') return wrongType(value, path, report, 'a text', 'Write the value in quotes.');
  const found = controlCharacter.exec(value)?.[0];
  if (found !== undefined) {
    const what = /[\n\r\u0085]/.test(found)
      ? 'a line break'
      : `the control character U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    report({
      path,
      message: `the value (not shown, it may be secret) holds ${what}, which Beanstalk refuses`,
      hint: 'Put it into `secrets`, encode it as base64, or write \\n for a line break and let the app read it.',
    });
  }
  return value;
};

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

export const account = text('an AWS account id', 'Write its 12 digits in quotes.', matches(/^\d{12}$/));

/** Two letters, or `eusc` for the European Sovereign Cloud, then words and a number (endpoints.json of botocore 1.43.107, `regionRegex`). */
export const region = text(
  'an AWS region',
  "Write a region such as 'eu-central-1'.",
  matches(/^[a-z]{2,4}(-[a-z]+)+-\d+$/),
);

/** ACM takes 64 characters for the first name of a certificate (RequestCertificate), with the `*.` of a wildcard. */
export const previewDomain = domain(62);
export const host = domain(64);

export const hostedZoneId = text(
  'the id of a Route 53 zone',
  "Write an id such as 'Z0123456789ABC'.",
  matches(/^Z[A-Z0-9]{1,31}$/),
);

export const certificateArn = text(
  'the ARN of an ACM certificate',
  "Write 'arn:aws:acm:<region>:<account>:certificate/<id>'.",
  matches(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-zA-Z0-9-]+$/),
);

export const vpcId = text(
  'the id of a VPC',
  "Write an id such as 'vpc-0a1b2c3d4e5f67890'.",
  matches(/^vpc-[0-9a-f]{8,17}$/),
);

export const cidr = text(
  'a range of IPv4 addresses',
  "Write an address and its prefix length, such as '203.0.113.0/24'.",
  (value) => {
    const [address = '', length = '', ...rest] = value.split('/');
    return rest.length === 0 && isIPv4(address) && /^\d{1,2}$/.test(length) && Number(length) <= 32;
  },
);

export const instanceType = text(
  'an EC2 instance type',
  "Write a type such as 't4g.small'.",
  matches(/^[a-z][a-z0-9-]*\.([a-z0-9]+|metal-[a-z0-9]+)$/),
);

export const instanceClass = text(
  'a class of RDS instances',
  "Write a class such as 'db.t4g.micro'.",
  matches(/^db\.[a-z][a-z0-9]*\.[a-z0-9]+$/),
);

export const platform = text(
  'a Beanstalk platform',
  "Write a name such as 'nodejs-22', 'python-3.13' or 'docker', or the ARN of a platform.",
  (value) =>
    forms.platformArn.test(value) ||
    /^((nodejs|python|ruby|php|corretto|dotnet|tomcat)-\d+(\.\d+)?(-corretto-\d+)?|(go|docker|ecs)(-\d+(\.\d+)?)?)$/.test(
      value,
    ),
);

export const image = text(
  'the name of a container image',
  "Write 'registry/name@sha256:<64 hexadecimal digits>': a tag can mean another image tomorrow, and an unchanged name deploys nothing.",
  matches(
    /^[a-z0-9][a-z0-9._/:-]{0,254}@sha256:[0-9a-f]{64}$|^[a-z0-9][a-z0-9._/-]*(:\d+\/[a-z0-9._/-]+)?:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
  ),
);

/** ECR: 2 to 256 characters, lower-case letters and digits between single separators (API reference, CreateRepository). */
export const imageRepository = text(
  'the name of an ECR repository',
  "Write the name alone, such as 'shop/web', without the registry and a tag.",
  (value) =>
    value.length >= 2 &&
    value.length <= 256 &&
    /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/.test(value),
);

/** S3: 3 to 63 characters (user guide, bucket naming rules). */
export const bucket = text(
  'the name of an S3 bucket',
  "Write the name alone, such as 'shop-application-staging-bundlesbucket0a1b2c3d-4e5f', without 's3://'.",
  matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
);

export const engineVersion = text(
  'a version with its minor part',
  "Write a version such as '17.6' (PostgreSQL), '8.4.6' (MySQL) or '11.8.3' (MariaDB).",
  matches(/^\d{1,2}\.\d{1,2}(\.\d{1,2})?$/),
);

/** What PostgreSQL, MySQL and MariaDB on RDS all take (CreateDBInstance). */
export const username = text(
  'the name of a master user',
  'Write a lower-case letter, then lower-case letters, digits and underscores, 16 at most.',
  matches(/^[a-z][a-z0-9_]{0,15}$/),
);

export const snapshotUsername = text(
  "the name of a snapshot's master user",
  'Write its name as RDS knows it: a letter, then letters, digits and underscores, 63 at most.',
  matches(forms.snapshotUsername),
);

/** As RFC 3986, 3.1 has it. */
export const urlScheme = text(
  'the scheme of a URL',
  "Write letters, digits and + . - without '://', such as 'postgresql+psycopg'.",
  matches(/^[a-z][a-z0-9+.-]{0,40}$/),
);

/** A query of RFC 3986, 3.4. No braces: CloudFormation would read what they hold. */
export const urlParameters = text(
  'the query of a URL',
  "Write name=value, with & between several and no '?' in front; percent-encode what is no part of a query, such as a space or a brace.",
  matches(/^([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}){0,512}$/),
);

/** RDS: 1 to 63 letters, digits and single hyphens (CreateDBInstance). */
export const dbInstance = text(
  'the identifier of a DB instance',
  "Write the identifier, such as 'shop-staging-databaseinstance0a1b2c3d-4e5f', without an ARN.",
  (value) => value.length <= 63 && /^[A-Za-z](-?[A-Za-z0-9])*$/.test(value),
);

export const snapshot = text(
  'the name or ARN of a database snapshot',
  "Write a name such as 'shop-2026-11-01', or an ARN of a snapshot.",
  matches(forms.snapshot),
);

/** The whole secret: what a key of it holds is not enough. */
export const secretOfUser = text(
  'the full ARN of a secret',
  'Write the whole ARN of a secret in Secrets Manager that holds `username` and `password`, its 6 random characters included.',
  matches(forms.secretOfUser),
);

/** IAM: a name of 64 characters, a path before it (IAM user guide, identifiers and quotas). IAM's patterns stand for no role in a trust policy. */
export const roleArn = text(
  'the ARN of an IAM role',
  "Write 'arn:aws:iam::<account>:role/<name>', with the path before the name if it has one: not a user, a session or an account.",
  matches(/^arn:aws[a-z-]*:iam::\d{12}:role\/([A-Za-z0-9+=,.@_-]+\/)*[A-Za-z0-9+=,.@_-]{1,64}$/),
);

/** As plain as addresses of teams are: what quotes and comments allow besides, SNS would have to take, too. */
export const email = text(
  'an e-mail address',
  "Write an address such as 'on-call@acme.com'.",
  (value) =>
    value.length <= 254 &&
    /^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/.test(value),
);

/** SNS: 256 letters, digits, hyphens and underscores (API reference, CreateTopic). CloudWatch publishes to no FIFO topic here. */
export const topicArn = text(
  'the ARN of a topic of SNS',
  "Write 'arn:aws:sns:<region>:<account>:<name>'.",
  matches(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/),
);

export const kmsKey = text(
  'the ARN of a KMS key',
  "Write 'arn:aws:kms:<region>:<account>:key/<id>'.",
  matches(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/),
);

export const healthPath = text(
  'the path of a URL',
  "Write a path that starts with a slash, such as '/health'.",
  matches(/^\/[\x21-\x7e]{0,1023}$/),
);

/** Relative to the settings file, so that the same settings work on every machine. */
export const path = text(
  'a path from the folder of the settings file',
  "Write a relative path such as 'app' or 'dist/app.zip', without '..' at its start.",
  matches(/^(?!\.\.(\/|$))[^/\\\0][^\\\0]*$/),
);

/** Code beside the settings. */
export const modulePath = text(
  'the path of a module',
  "Write a path from the folder of the settings file that ends with .ts, .mjs or .js, such as './infra/preview.ts', without '..' at its start.",
  matches(/^(?!\.\.(\/|$))[^/\\\0][^\\\0]*\.(ts|mjs|js)$/),
);

/** What cannot begin a line of prose. */
export const controlWord = text(
  'a word that begins commands',
  "Write '/', '!' or '@' and 1 to 29 lower-case letters, digits and hyphens, no hyphen first, such as '/preview'.",
  matches(/^[/!@][a-z0-9][a-z0-9-]{0,28}$/),
);

/** GitHub: 39 letters, digits and hyphens at most; those that a company manages have its short name behind an underscore. */
export const gitHubLogin = text(
  'a login on GitHub',
  "Write the name as it stands in the address of the person's page, without '@'. Teams and apps cannot be named.",
  matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/),
);

export const branch = text('a branch name', 'Write a branch name as git takes it.', (value) => {
  try {
    return checkBranch(value) === value;
  } catch {
    return false;
  }
});

/** No branch holds what git forbids, so that a pattern with it would silently match nothing. */
export const branchPattern = text(
  'a pattern that a branch can match',
  "Write a branch name with `*` (stops at a slash), `**` (crosses it) or `?`, such as 'release/*'.",
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what git forbids.
  (value) => value !== '' && !/[\u0000-\u0020\u007f~^:[\\]|^\/|\/$|\/\/|\.\.|@\{/.test(value),
);

function domain(most: number): Rule {
  return text(
    `a domain name of ${most} characters at most`,
    "Write lower-case labels with dots between them and no scheme, port or path, such as 'preview.acme.dev'.",
    (value) =>
      value.length <= most &&
      /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/.test(value) &&
      !isIPv4(value),
  );
}

const secretsManager = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]+(:[^:]+)?$/;
const parameter = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9/_.-]+$/;
/** Secrets Manager appends it to every name; Beanstalk finds no secret without it (trap T17). */
const randomSuffix = /:secret:[^:]+-[A-Za-z0-9]{6}(:|$)/;

const hint =
  "Write 'arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>', optionally with ':<key>', or 'arn:aws:ssm:<region>:<account>:parameter/<name>'.";

/** The ARN of a secret. A value that is none may be the secret itself: it is never shown. */
export const secretArn: Rule = (value, path, report) => {
  if (typeof value !== 'string' || !(secretsManager.test(value) || parameter.test(value))) {
    report({ path, message: 'the value (not shown, it may be secret) is not the ARN of a secret', hint });
    return typeof value === 'string' ? value : undefined;
  }
  if (secretsManager.test(value) && !randomSuffix.test(value)) {
    report({
      path,
      message: `${JSON.stringify(value)} lacks the six random characters at the end of the secret's name`,
      hint: 'Copy the whole ARN from Secrets Manager.',
    });
  }
  return value;
};
