import { bundleKey, bundlePrefix, recordKey, templateKey } from '../../lib/naming/bundle-key';
import { hostOf, urlOf } from '../../lib/naming/host';
import { projectNameFault, serviceNameFault } from '../../lib/naming/project-name';
import { namesOf } from '../../lib/naming/resource-names';

const login = namesOf('shop', { kind: 'preview', branch: 'feature/login' });
const production = namesOf('shop', { kind: 'production' });
const staging = namesOf('shop', { kind: 'staging' });

test('a preview is named by its id, and by its key where AWS is tight', () => {
  expect(login.stackName).toBe(`shop-preview-${login.id}`);
  expect(login.environmentName('web')).toBe(`shop-${login.key}--web`);
  expect(login.hostLabel('web')).toBe(login.id);
  expect(login.hostLabel('admin')).toBe(`${login.id}--admin`);
  expect(login.targetId).toBe(login.id);
});

test('previews live in the application stack of staging, production in its own', () => {
  expect(login.applicationStackName).toBe('shop-application-staging');
  expect(login.applicationName).toBe('shop-staging');
  expect(staging.applicationStackName).toBe('shop-application-staging');
  expect(production.applicationStackName).toBe('shop-application-production');
});

test('production and staging are called by their kind', () => {
  expect([production.targetId, production.id, production.key, production.stackName]).toEqual([
    ...['production', 'production', 'production', 'shop-production'],
  ]);
  expect(staging.environmentName('web')).toBe('shop-staging--web');
});

test.each(['production', 'staging'])('the preview of a branch %s is never taken for the target', (branch) => {
  const names = namesOf('shop', { kind: 'preview', branch });
  expect([production.targetId, staging.targetId]).not.toContain(names.targetId);
  expect([production.stackName, staging.stackName]).not.toContain(names.stackName);
  expect([production.environmentName('web'), staging.environmentName('web')]).not.toContain(
    names.environmentName('web'),
  );
});

test('the host of a preview is one label under the preview domain', () => {
  expect(hostOf({ previewDomain: 'preview.acme.dev' }, login)).toBe(`${login.id}.preview.acme.dev`);
  expect(hostOf({ previewDomain: 'preview.acme.dev' }, login, 'api')).toBe(`${login.id}--api.preview.acme.dev`);
});

test('the host of production is the one in its settings, that of another service stands under it', () => {
  expect(hostOf({ host: 'shop.acme.com' }, production)).toBe('shop.acme.com');
  expect(hostOf({ host: 'acme.com' }, production, 'api')).toBe('api.acme.com');
});

test('a target without an address is an error that says which setting is missing', () => {
  expect(() => hostOf({ previewDomain: 'x.dev' }, staging)).toThrow('settings name no host');
  expect(() => hostOf({ host: 'x.dev' }, login)).toThrow('settings name no previewDomain');
});

test.each([
  [{ scheme: 'https', port: 443 }, 'https://a.b'],
  [{ scheme: 'http', port: 80 }, 'http://a.b'],
  [{ scheme: 'http', port: 4566 }, 'http://a.b:4566'],
  [{ scheme: 'http', port: 443 }, 'http://a.b:443'],
])('a URL shows the port only when the scheme does not imply it (%j)', (at, url) => {
  expect(urlOf({ ...at, host: 'a.b' })).toBe(url);
});

test("bundles, templates and records lie in their target's folder", () => {
  expect(bundleKey('login', 'abc')).toBe('login/bundles/abc.zip');
  expect(bundlePrefix('login')).toBe('login/bundles/');
  expect(templateKey('login', 'abc')).toBe('login/templates/abc.json');
  expect(recordKey('login', 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/0a1b-2c')).toBe(
    'login/records/0a1b-2c.json',
  );
});

test.each(['', 'shop-preview-login', 'arn:aws:s3:::x', 'arn:aws:cloudformation:r:1:stack/a/../../b'])(
  'the record of %j, which is no stack, has no place',
  (stackId) => {
    expect(() => recordKey('login', stackId)).toThrow('is not the ARN of a stack');
  },
);

test.each(['shop', 'a', 'a1', 'shop-2', 'preview', 'abcdefghij'])('%s can be a project', (name) => {
  expect(projectNameFault(name)).toBeUndefined();
});

test.each(['', 'Shop', '1shop', 'shop-', 'a--b', 'a_b', 'abcdefghijk', 'a-preview', 'x-preview'])(
  '%j cannot be a project',
  (name) => {
    expect(projectNameFault(name)).toEqual(expect.any(String));
  },
);

test.each(['', 'Web', '1web', 'we-b', 'services'])('%j cannot be a service', (name) => {
  expect(serviceNameFault(name)).toEqual(expect.any(String));
});
