import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../lib/naming/target';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';
import { pathsOf, readInterfaces, renderReference, settingsSources } from '../../scripts/settings-reference';
import { smallest } from './files';

const top = join(__dirname, '../..');
const source = settingsSources.map((file) => readFileSync(join(top, 'lib/settings', file), 'utf8')).join('\n');
const interfaces = readInterfaces(source);

test('docs/settings.md is what the source says (npx tsx scripts/build-settings-reference.ts makes it)', () => {
  expect(readFileSync(join(top, 'docs/settings.md'), 'utf8')).toBe(renderReference(interfaces));
});

test('every key of every interface is read, and has a description', () => {
  const keys = [...source.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
  expect(interfaces.flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(keys);
  expect(interfaces.flatMap(({ fields }) => fields.filter(({ description }) => description === ''))).toEqual([]);
});

test('every optional key says its default', () => {
  const optional = [...source.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name);
  const silent = interfaces.flatMap(({ fields }) =>
    fields.filter((field) => field.default === undefined).map(({ name }) => name),
  );
  expect(optional.filter((name) => silent.includes(name ?? ''))).toEqual([]);
});

/** Keys whose default is said in words: nothing is built in for them, or they are worked out. */
const inWords = [
  ...[
    'github',
    'formerly',
    'extend',
    'production',
    'staging',
    'preview',
    'account',
    'port',
    'host',
    'previewDomain',
    'hostedZoneId',
    'certificateArn',
  ],
  ...['database', 'fileStore', 'seed', 'services.web.build', 'services.web.bundle', 'network.vpcId'],
  ...['services.web.queue', 'services.web.image', 'services.web.containerPort', 'services.web.dependencies'],
  ...['limits', 'ci', 'promoteFrom', 'rights', 'rights.stack[].conditions'],
  ...[
    'database.version',
    'database.username',
    'database.snapshot',
    'database.snapshot.id',
    'database.snapshot.newestOf',
    'database.snapshot.username',
    'database.snapshot.credentials',
    'database.urlScheme',
    'database.urlParameters',
    'ci.organizationId',
    'database.tls',
    'ci.projectId',
    'control',
    'control.principal',
    ...[
      'control.slack',
      'control.slack.users',
      'control.slack.group',
      'control.slack.admins',
      'control.slack.slashCommand',
    ],
    'ci.repositoryId',
    'ci.ownerId',
  ],
  ...['limits.instances', 'limits.instanceTypes', 'limits.instanceClasses', 'limits.storageGiB', 'limits.dailyCost'],
  ...['alarms', 'alarms.email', 'alarms.topic', 'alarms.databaseConnections'],
  ...['sleep', 'sleep.idleHours', 'sleep.nights', 'sleep.nights.days'],
  ...['announce.costPerDay', 'access.password', 'access.users'],
];
/** Keys of the file itself, which no target has a value for. */
const ofTheFile = ['remote', 'branches'];

const said = pathsOf(interfaces).flatMap(({ path, field }) =>
  field.default === undefined ? [] : [[path, field.default] as const],
);
const literals = said.filter(([path]) => !inWords.includes(path) && !ofTheFile.includes(path));

test('every default is a value that can be compared, but for those known to be words', () => {
  expect(said.filter(([path]) => inWords.includes(path)).map(([path]) => path)).toEqual(
    expect.arrayContaining(inWords),
  );
  expect(literals.length).toBeGreaterThan(35);
  for (const [, text] of literals) expect(() => valueFor(text, 'staging')).not.toThrow();
});

const targets: readonly (readonly [kind: Target['kind'], target: Target])[] = [
  ['production', { kind: 'production' }],
  ['staging', { kind: 'staging' }],
  ['preview', { kind: 'preview', branch: 'login' }],
];

// The own defaults of a seed, a CI, control, rights and a worker's queue come with them.
const file: SettingsFile = {
  ...smallest,
  base: {
    alarms: { email: 'on-call@acme.com' },
    region: 'eu-central-1',
    seed: { command: 'x' },
    ci: { provider: 'github-actions' },
    control: {},
    rights: {},
    services: { web: {}, worker: { kind: 'worker' } },
  },
};

/** Production has no test data, and previews have no alarms. */
const isLeftOut = (kind: Target['kind'], path: string) =>
  (kind === 'production' && path.startsWith('seed.')) || (kind === 'preview' && path.startsWith('alarms.'));

describe.each(targets)('in %s', (kind, target) => {
  const resolved = resolveSettings(file, target);

  test.each(literals.filter(([path]) => !isLeftOut(kind, path)))('%s is %s', (path, text) => {
    const built = path
      .split('.')
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], resolved.values);
    expect(built).toEqual(valueFor(text, kind));
  });
});

/** The value that a default such as `1 (production: 2, staging and previews: 3)` names for a kind of target. */
function valueFor(text: string, kind: Target['kind']): unknown {
  const [, general = text, particular = ''] = /^(.*?)(?: \(([a-z ]+: .*)\))?$/.exec(text) ?? [];
  const exceptions = particular.matchAll(
    /((?:production|staging|previews| and )+): (.+?)(?=, (?:production|staging|previews)\b|$)/g,
  );
  for (const [, kinds = '', value = ''] of exceptions) {
    if (kinds.split(' and ').some((name) => name.replace(/s$/, '') === kind)) return literal(value);
  }
  return literal(general);
}

function literal(text: string): unknown {
  return JSON.parse(text.replace(/'/g, '"').replace(/(\w+):/g, '"$1":'));
}
