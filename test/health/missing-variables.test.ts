import { explain } from '../../lib/health/explain';
import { explainMissingVariables } from '../../lib/health/missing-variables';

const traceback = ['  File "config/settings.py", line 3, in <module>', "    KEY = os.environ['JWT_SECRET']"];

test.each<[string, readonly string[]]>([
  ["Python's os.environ", [...traceback, '  File "<frozen os>", line 679, in __getitem__', "KeyError: 'JWT_SECRET'"]],
  ['envalid', ['=====', ' Missing environment variables:', '    \u001b[34mJWT_SECRET\u001b[0m: (required)', '=====']],
  ['Joi in NestJS', ['Error: Config validation error: "JWT_SECRET" is required']],
  ['t3-env', ["❌ Invalid environment variables: { JWT_SECRET: [ 'Required' ] }"]],
  ['Zod', ['ZodError: [', '  {', '  "path": [', '    "JWT_SECRET"', '  ],', '  "message": "Required"', '  }', ']']],
  ['env-var', ['EnvVarError: env-var: "JWT_SECRET" is a required variable, but it was not set']],
  ['django-environ', ['ImproperlyConfigured: Set the JWT_SECRET environment variable']],
  ['python-decouple', ['decouple.UndefinedValueError: JWT_SECRET not found. Declare it as envvar']],
  ['environs', ['environs.EnvError: Environment variable "JWT_SECRET" not set']],
  ['Ruby', ['config.rb:1:in `fetch\': key not found: "JWT_SECRET" (KeyError)']],
  ['people', ['Error: Missing required environment variable JWT_SECRET']],
  ['other people', ['Error: process.env.JWT_SECRET is not defined']],
  ['a line of an instance', ['Nov 28 00:01:02 ip-10-0-0-1 web[1234]: Error: Missing env var: JWT_SECRET']],
])('a variable that %s misses is named, with the line that gives it', (_, lines) => {
  expect(explainMissingVariables(['listening soon', ...lines, 'exited'], 'api')).toEqual({
    cause: 'The app asks for JWT_SECRET, and the settings give no such variable',
    fix: expect.stringMatching(/^Write into `services\.api` .*`secrets: { JWT_SECRET: 'arn:aws:secretsmanager:…' }`/),
  });
});

test('several are named once each, secrets apart, those of the database not at all', () => {
  const lines = [
    'Missing environment variables:',
    'DATABASE_URL: x',
    'SMTP_HOST: x',
    'JWT_SECRET: x',
    'JWT_SECRET: x',
    '',
  ];
  const known = explain(lines, { hasDatabase: true, service: 'web' });
  expect(known?.cause).toBe('The app asks for SMTP_HOST, JWT_SECRET, and the settings give no such variables');
  expect(known?.fix).toContain("`environment: { SMTP_HOST: '…' }`, and `secrets: { JWT_SECRET: ");
});

test.each([
  ["KeyError: 'SECRET_KEY'"],
  ['ReferenceError: FOO is not defined'],
  ['Missing environment variable foo`; rm -rf'],
  ["os.environ KeyError: 'a b'"],
  ['Missing environment variable DATABASE_URL'],
  ['"NAME" is required'],
  [`Missing environment variables: ${'A'.repeat(100)}`],
])('%j is another trouble, or no name that settings can have', (line) => {
  expect(explainMissingVariables([line], 'web')).toBeUndefined();
});

test('a log without an end takes no long time', () => {
  const long = `${'Missing environment variables:\n'.repeat(2000)}${'A'.repeat(100_000)}`;
  expect(explainMissingVariables([long], 'web')).toBeUndefined();
});
