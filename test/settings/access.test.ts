import { accessProperties, asksForPassword } from '../../lib/settings/access/access-properties';
import { resolveSettings } from '../../lib/settings/resolve';
import { faultsOf, smallest, withBase, withOverride, withPreview } from './files';

const password = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/preview-AbC123';
const users = `${password.replace('preview', 'people')}:staff`;
const accessOf = (file: unknown, kind: 'production' | 'staging' | 'preview') =>
  resolveSettings(file as never, kind === 'preview' ? { kind, branch: 'login' } : { kind }).values.access;

test('no target asks for a password by default, and search engines find all but previews', () => {
  const all = (['production', 'staging', 'preview'] as const).map((kind) => accessOf(smallest, kind));
  expect(all.map(asksForPassword)).toEqual([false, false, false]);
  expect(all.map(({ index }) => index)).toEqual([true, true, false]);
});

test.each([{ password }, { users }, { password, users }])('%j is good for previews', (access) => {
  expect(faultsOf(withPreview({ access }))).toEqual([]);
  expect(asksForPassword(accessOf(withPreview({ access }), 'preview'))).toBe(true);
});

test('previews take the password of staging, and a branch takes it away', () => {
  const staging = { ...smallest, staging: { host: 'staging.acme.dev', access: { password } } };
  expect(accessOf(staging, 'preview').password).toBe(password);
  const branches = [{ match: '**', because: 'a demo', settings: { access: { password: 'none' } } }];
  expect(faultsOf({ ...staging, branches })).toEqual([]);
  expect(asksForPassword(accessOf({ ...staging, branches }, 'preview'))).toBe(false);
});

test('production refuses a password, also one of base, and takes it away with none', () => {
  expect(faultsOf(withBase({ access: { password } }))).toEqual([
    expect.stringMatching(/^base\.access\.password: a password would keep customers out/),
  ]);
  const production = { host: 'shop.acme.com', access: { password: 'none' } };
  expect(faultsOf({ ...withBase({ access: { password } }), production })).toEqual([]);
});

test.each<[string, unknown, RegExp]>([
  ['no ARN', withPreview({ access: { password: 'hunter2-hunter2' } }), /access\.password: the value \(not shown/],
  ['no suffix', withPreview({ access: { users: password.slice(0, -7) } }), /access\.users: .*six random characters/],
  ['another region', withPreview({ access: { password: password.replace('eu-central-1', 'us-east-1') } }), /us-east-1/],
  ['a key unknown', withOverride({ access: { passwords: password } }), /passwords: there is no such setting/],
  ['an index of words', withPreview({ access: { index: 'no' } }), /preview\.access\.index/],
  [
    'an open start page',
    withPreview({ access: { password }, services: { web: { healthPath: '/' } } }),
    /^preview\.services\.web\.healthPath: "\/" stays open beside access\.password/,
  ],
  ...['/?well', '//', '/.', '/x/..', '/./', '/%2e'].map((healthPath): [string, unknown, RegExp] => [
    `the start page written as ${healthPath}`,
    withPreview({ access: { password }, services: { web: { healthPath } } }),
    /^preview\.services\.web\.healthPath: .* stays open beside access\.password/,
  ]),
  [
    'an open path that nginx could misread',
    withPreview({ access: { users }, services: { web: { healthPath: '/a"b' } } }),
    /healthPath: .* stays open beside access\.users/,
  ],
])('%s is refused', (_, file, words) => {
  expect(faultsOf(file)).toEqual([expect.stringMatching(words)]);
  expect(faultsOf(file).join()).not.toContain('hunter2');
});

test.each(['/health', '/.well-known/health/', '/a/b.c?x=%2f..', '/...'])('%s can stay open', (healthPath) => {
  expect(faultsOf(withPreview({ access: { password }, services: { web: { healthPath } } }))).toEqual([]);
});

test('a start page that is the health path is good where no password is asked for', () => {
  expect(faultsOf(withPreview({ services: { web: { healthPath: '/' } } }))).toEqual([]);
});

test.each(['internal', 'worker'] as const)('a service of the kind %s asks for no password', (kind) => {
  const access = { cidrs: [], password, index: false };
  expect(accessProperties(access, { kind, healthPath: '/health' })).toEqual({ environment: {}, secrets: {} });
});

test('a public service knows what stays open, the secrets and that robots stay away', () => {
  const access = { cidrs: [], password, users, index: false };
  expect(accessProperties(access, { kind: 'public', healthPath: '/up' })).toEqual({
    environment: { PREVIEW_STACKS_ACCESS_OPEN: '/up', PREVIEW_STACKS_ACCESS_INDEX: 'no' },
    secrets: { PREVIEW_STACKS_ACCESS_PASSWORD: password, PREVIEW_STACKS_ACCESS_USERS: users },
  });
});
