import { resolveSettings } from '../../lib/settings/resolve';
import { faultsOf, fullFaultsOf, smallest } from './files';

const account = '111122223333';
const ci = { provider: 'github-actions', createProvider: false };
const withControl = (control: unknown, base: object = { ci }) => ({
  ...{ ...smallest, github: 'acme/shop' },
  base: { region: 'eu-central-1', account, ...base },
  staging: { host: 'staging.acme.dev', control },
});
const bot = `arn:aws:iam::${account}:role/bot`;

test.each([
  {},
  { createProvider: false },
  { principal: bot },
  { principal: `arn:aws-cn:iam::${account}:role/a/b/shop-control_bot@x` },
  // The project's own name before it is nothing of ours.
  { principal: `arn:aws:iam::${account}:role/shop-bot` },
])('%j is without fault', (control) => {
  expect(faultsOf(withControl(control))).toEqual([]);
});

test.each([
  ['bot', 'is not the ARN of an IAM role'],
  [`arn:aws:iam::${account}:user/bot`, 'is not the ARN'],
  [`arn:aws:iam::${account}:root`, 'is not the ARN'],
  [account, 'is not the ARN'],
  ['*', 'is not the ARN'],
  [`arn:aws:iam::${account}:role/*`, 'is not the ARN'],
  [`arn:aws:iam::${account}:role/bot?`, 'is not the ARN'],
  ['arn:aws:iam::*:role/bot', 'is not the ARN'],
  [`arn:aws:sts::${account}:assumed-role/bot/session`, 'is not the ARN'],
  [`${bot}\n`, 'is not the ARN'],
  [`arn:aws:iam::${account}:role/${['$', '{aws:username}'].join('')}`, 'is not the ARN'],
  [`arn:aws:iam::${account}:role/${'x'.repeat(65)}`, 'is not the ARN'],
  ['arn:aws:iam::999988887777:role/bot', "is a role of another account than staging's"],
  ...['shop-staging-previews', 'shop-staging-deploy', 'shop-staging-control', 'shop-production-deploy'].map((name) => [
    `arn:aws:iam::${account}:role/${name}`,
    'is a role that preview-stacks makes',
  ]),
  [`arn:aws:iam::${account}:role/shop-preview/shop-preview-login-WebRole-1A`, 'is a role that preview-stacks makes'],
])('the principal %j is refused: it %s', (principal = '', fault = '') => {
  expect(faultsOf(withControl({ principal })).join(' ')).toMatch(
    new RegExp(`^staging\\.control\\.principal: .*${fault}`, 's'),
  );
});

test.each<[string, unknown, RegExp]>([
  ['is not a record', withControl('yes'), /staging\.control: /],
  ['has an unknown key', withControl({ principals: [] }), /staging\.control\.principals: there is no such/],
  ['stands without CI', withControl({}, {}), /staging\.control.*ci is not set/],
  [
    'stands in production',
    { ...withControl({}), production: { host: 'a.acme.dev', control: {} } },
    /production\.control/,
  ],
  [
    'stands in preview',
    { ...withControl({}), preview: { previewDomain: 'p.acme.dev', control: {} } },
    /preview\.control/,
  ],
  [
    'stands in an override',
    { ...withControl({}), branches: [{ match: 'x', because: 'of it', settings: { control: {} } }] },
    /branches\[0\]\.settings\.control/,
  ],
])('control that %s is refused', (_, file, fault) => {
  expect(faultsOf(file as never).join('\n')).toMatch(fault);
});

test.each([
  { word: '!p' },
  { word: '@preview-bot' },
  { word: '/123456789-123456789-123456789' },
  { allow: { destroy: 'write', longKeeps: 'author', forever: 'admin' } },
  { allow: { destroy: ['anna', 'Bob-2', 'carla_acme'], longKeeps: [], forever: ['x'.repeat(39)] } },
  { longKeepDays: 0, publicLogs: true },
  { slack: { team: 'T012AB3CD' } },
  { slack: { team: 'E012AB3CD', users: ['U01', 'W0AB'], group: 'S012', admins: [], slashCommand: '/shop_x-1' } },
])('%j is without fault, too', (control) => {
  expect(faultsOf(withControl(control))).toEqual([]);
});

test.each([
  ...[
    'preview',
    '/',
    '/Preview',
    '/-x',
    '/a b',
    '/a/b',
    '/é',
    '//x',
    `/${'a'.repeat(30)}`,
    '',
    '/preview\n',
    '/\u212a',
  ].map((word) => [{ word }, 'word', 'is not a word that begins commands'] as const),
  [{ word: 1 }, 'word', '1 is not a word that begins commands'],
  ...['anna', 'Write', 'maintain', '', 5, true, null, { 0: 'anna' }].map(
    (destroy) => [{ allow: { destroy } }, 'allow.destroy', 'is not one of "write", "author", "admin"'] as const,
  ),
  ...['@anna', 'acme/ops', 'dependabot[bot]', '-anna', '', 'a b', 'аnna', 'anna\n', 'x'.repeat(40)].map(
    (login) => [{ allow: { forever: ['bob', login] } }, 'allow.forever[1]', 'is not a login on GitHub'] as const,
  ),
  [{ allow: { longKeeps: [7] } }, 'allow.longKeeps[0]', '7 is not a login on GitHub'],
  [{ allow: 'write' }, 'allow', '"write" is not a record'],
  [{ allow: { destory: 'write' } }, 'allow.destory', 'there is no such setting'],
  ...[-1, 0.5, 3651, '7'].map((longKeepDays) => [{ longKeepDays }, 'longKeepDays', 'whole number of days'] as const),
  [{ slack: {} }, 'slack.team', 'it is missing'],
  ...['', 'acme', 't012', 'T0 12', 'C012AB', 'T012\n', 7].map(
    (team) => [{ slack: { team } }, 'slack.team', 'is not the id of a workspace in Slack'] as const,
  ),
  ...['anna', '@anna', '<@U012>', 'u012', 'S012', 'B012', 'USLACKBOT!'].map(
    (user) =>
      [{ slack: { team: 'T012', users: ['U012', user] } }, 'slack.users[1]', 'is not the id of a person'] as const,
  ),
  [{ slack: { team: 'T012', admins: ['*'] } }, 'slack.admins[0]', '"*" is not the id of a person'],
  [{ slack: { team: 'T012', group: '@ops' } }, 'slack.group', '"@ops" is not the id of a user group'],
  ...['preview', '/', '/Preview', '/a b', `/${'a'.repeat(32)}`].map(
    (slashCommand) =>
      [{ slack: { team: 'T012', slashCommand } }, 'slack.slashCommand', 'is not a slash command'] as const,
  ),
  [{ slack: { team: 'T012', channel: 'C1' } }, 'slack.channel', 'there is no such setting'],
  [{ publicLogs: 'yes' }, 'publicLogs', '"yes" is not true or false'],
] as const)('%j is refused with its path, its value and what to write', (control, path, message) => {
  const faults = fullFaultsOf(withControl(control));
  expect(faults).toEqual([
    { path: `staging.control.${path}`, message: expect.stringContaining(message), hint: expect.stringMatching(/./) },
  ]);
});

test.each([
  'word',
  'allow.destroy',
  'allow.longKeeps',
  'allow.forever',
  'longKeepDays',
  'publicLogs',
  'createProvider',
])('without CI the fault stands where control.%s is written', (path) => {
  const values: Record<string, unknown> = {
    ...{ word: '!p', longKeepDays: 1, publicLogs: true, createProvider: false },
    ...Object.fromEntries(['destroy', 'longKeeps', 'forever'].map((key) => [`allow.${key}`, 'write'])),
  };
  const [first = '', second] = path.split('.');
  const control = { [first]: second === undefined ? values[path] : { [second]: values[path] } };
  expect(faultsOf(withControl(control, {}))).toEqual([
    expect.stringMatching(`^staging.control.${path}: .*ci is not set`),
  ]);
});

test('what is not written of it is built in, and a list replaces a word', () => {
  const file = withControl({ allow: { destroy: ['anna'] }, longKeepDays: 3 });
  const control = {
    ...{ createProvider: true, word: '/preview', longKeepDays: 3, publicLogs: false },
    allow: { destroy: ['anna'], longKeeps: 'admin', forever: 'admin' },
  };
  for (const target of [{ kind: 'staging' }, { kind: 'preview', branch: 'login' }] as const) {
    expect(resolveSettings(file as never, target).values.control).toEqual(control);
  }
});

test('control in base is for staging, and is no fault of production in another account', () => {
  const file = {
    ...{ project: 'shop', github: 'acme/shop' },
    base: { region: 'eu-central-1', ci, control: { principal: bot } },
    production: { host: 'acme.dev', account: '444455556666' },
    staging: { host: 'staging.acme.dev', account },
    preview: { previewDomain: 'p.acme.dev' },
  } as const;
  expect(faultsOf(file as never)).toEqual([]);
  expect(resolveSettings(file as never, { kind: 'staging' }).values.control).toEqual({
    ...{ principal: bot, createProvider: true, word: '/preview', longKeepDays: 7, publicLogs: false },
    allow: { destroy: 'author', longKeeps: 'admin', forever: 'admin' },
  });
});
