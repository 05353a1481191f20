import type { Random } from '../../cleanup/histories/random';

/** Where hostile connections go, and what is there. */
export interface Target {
  readonly port: number;
  /** Host names of apps that run. */
  readonly apps: readonly string[];
  /** A bucket with an object `key`. */
  readonly bucket: string;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const queryScopes = ['cloudformation', 'elasticbeanstalk', 'rds', 'sqs', 'iam', 'sts', 'ec2', 'elasticloadbalancing'];
const jsonScopes = ['ssm', 'secretsmanager', 'logs', 'acm', 'sqs', 'pricing'];
const hosts = [
  '',
  'gone.preview.localhost',
  '[::',
  'a..b',
  '.localhost',
  `${'h'.repeat(2000)}.localhost`,
  '%00',
  '\xff',
];
const none = Buffer.alloc(0);

/** A request to any route of the endpoint. None of them changes anything that is there: they name what is absent, or are no requests. */
export function anyRequest(random: Random, target: Target): RawRequest {
  return random.pick([query, query, json, rest, object, object, control, control, unsigned, toApp, toApp, toNobody])(
    random,
    target,
  );
}

export function hostOf(random: Random, target: Target): string {
  const known = random.chance(0.5) ? random.pick(target.apps) : random.pick(hosts);
  return random.chance(0.5) ? `${known}:${target.port}` : known;
}

function query(random: Random, target: Target): RawRequest {
  const actions = [
    'DescribeStacks',
    'CreateStack',
    'DescribeEnvironments',
    'ListTagsForResource',
    'ListRoles',
    'Nothing',
  ];
  const names = [
    'StackName',
    'Tags.member.1.Key',
    '__proto__.x',
    `${'a.'.repeat(5000)}b`,
    'TemplateBody',
    'TemplateURL',
  ];
  const values = ['absent', '%', '%ff', '\0', 'https://s3.amazonaws.com/%ff/x', '[[[['.repeat(5000), '{"a":*a'];
  const form = [`Action=${random.pick(actions)}`, `${random.pick(names)}=${random.pick(values)}`].join('&');
  const headers = [type('application/x-www-form-urlencoded'), signature(random.pick(queryScopes))];
  return own(target, 'POST', '/', headers, Buffer.from(form));
}

function json(random: Random, target: Target): RawRequest {
  const operations = [
    'SSM.GetParameter',
    'SSM.SendCommand',
    'secretsmanager.GetSecretValue',
    'Logs.FilterLogEvents',
    '.',
  ];
  const headers = [type('application/x-amz-json-1.1'), signature(random.pick(jsonScopes))];
  return own(target, 'POST', '/', [...headers, ['x-amz-target', random.pick(operations)]], anyBody(random));
}

function rest(random: Random, target: Target): RawRequest {
  const paths = ['/2013-04-01/hostedzone/%ff/rrset', '/2013-04-01/hostedzone/Z1', '/2013-04-01/hostedzone', '//', '/%'];
  const method = random.pick(['GET', 'POST', 'PUT']);
  return own(target, method, random.pick(paths), [signature('route53')], method === 'GET' ? none : anyBody(random));
}

function object(random: Random, target: Target): RawRequest {
  const { bucket, port } = target;
  const paths = [
    ...[`/${bucket}/key?response-content-type=%0a`, `/${bucket}/key?response-content-disposition=%E2%82%AC`],
    ...['/absent/key', '/%ff/%ff', `/${bucket}/%`, `/${bucket}/key?versionId=%00`, `/${bucket}?list-type=2&prefix=%ff`],
    ...[`/${bucket}/key?uploadId=x&partNumber=-1`, '/?', `/${bucket}?max-keys=-1`, `/${bucket}/k\tk`],
  ];
  const chunked = random.chance(0.3) ? [['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'] as const] : [];
  const method = random.pick(['GET', 'GET', 'HEAD', 'PUT', 'POST']);
  const path = method === 'PUT' ? `/${bucket}/of-the-hostile` : random.pick(paths);
  const host = random.chance(0.2) ? `${bucket}.localhost:${port}` : `127.0.0.1:${port}`;
  const body = method === 'PUT' || method === 'POST' ? anyBody(random) : none;
  return { method, path, headers: [['host', host], signature('s3'), ...chunked], body };
}

function control(random: Random, target: Target): RawRequest {
  const paths = ['faults', 'requests', 'running', 'faults/absent', '', '%ff', 'faults?%', 'a'.repeat(5000)];
  const method = random.pick(['GET', 'POST', 'POST']);
  const wrong = [
    '{"kind":"throttle","code":"\\n","match":"of-the-hostile"}',
    '{"kind":7}',
    '{"__proto__":{"kind":"reset"}}',
  ];
  const body = random.chance(0.5) ? Buffer.from(random.pick(wrong)) : anyBody(random);
  return own(target, method, `/_local/${random.pick(paths)}`, [], method === 'GET' ? none : body);
}

function unsigned(random: Random, target: Target): RawRequest {
  const headers = [type(random.pick(['application/x-www-form-urlencoded', 'text/plain', '']))];
  return own(target, random.pick(['POST', 'GET', 'PURGE', 'OPTIONS', 'CONNECT']), '/', headers, anyBody(random));
}

function toApp(random: Random, target: Target): RawRequest {
  // The app does what it is asked for: answers that are none, and answers that break off.
  const paths = ['/', '/health', '/cut', '/status', '/header', '/switch', '/flood', '/a\tb', '/\xff'];
  const method = random.pick(['GET', 'POST', 'HEAD']);
  const headers = [['host', `${random.pick(target.apps)}:${target.port}`] as const];
  return { method, path: random.pick(paths), headers, body: method === 'POST' ? anyBody(random) : none };
}

function toNobody(random: Random, target: Target): RawRequest {
  return { method: 'GET', path: '/', headers: [['host', hostOf(random, target)]], body: none };
}

/** What no parser should trip over. */
function anyBody(random: Random): Buffer {
  const laughs = Array.from({ length: 20 }, (_, index) => `<!ENTITY l${index} "&l${index + 1};&l${index + 1};">`).join(
    '',
  );
  return Buffer.from(
    random.pick([
      ...[
        '',
        '{',
        'null',
        '[]',
        '{"__proto__":{"x":1}}',
        '{"Name":null,"Names":{"length":-1}}',
        '7;x\r\nabc',
        'ffffffff\r\n',
      ],
      ...['<a><b></a>', `<!DOCTYPE l [${laughs}]><l>&l0;</l>`, '<__proto__><x>1</x></__proto__>', '<a>'.repeat(3000)],
      ...['{"a":'.repeat(20_000), '['.repeat(20_000), 'Action=AssumeRoleWithWebIdentity', 'x'.repeat(70_000)],
      String.fromCharCode(...Array.from({ length: 50 }, () => random.below(256))),
    ]),
    'latin1',
  );
}

function own({ port }: Target, method: string, path: string, headers: RawRequest['headers'], body: Buffer): RawRequest {
  return { method, path, headers: [['host', `127.0.0.1:${port}`], ...headers], body };
}

function type(value: string): readonly [string, string] {
  return ['content-type', value];
}

function signature(scope: string): readonly [string, string] {
  const credential = `Credential=local/20260101/eu-central-1/${scope}/aws4_request`;
  return ['authorization', `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`];
}
