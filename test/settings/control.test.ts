import { resolveSettings } from '../../lib/settings/resolve';
import { faultsOf, smallest } from './files';

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
    principal: bot,
    createProvider: true,
  });
});
