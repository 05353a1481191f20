import { bundleChoice, usesKeptBundle } from '../../lib/deploy/bundles/bundle-choice';
import { serviceUrls } from '../../lib/health/await-target-health';
import { resolveSettings } from '../../lib/settings/resolve';

test('each public service has its URL: the main one that of the target, others what the stack says', () => {
  const { services } = resolveSettings(
    {
      project: 'shop',
      base: { region: 'eu-central-1', services: { web: {}, api: {}, admin: {}, jobs: { kind: 'worker' } } },
    },
    { kind: 'preview', branch: 'login-page' },
  ).values;
  const outputs = { Url: 'https://other', UrlApi: 'https://login-page--api.acme.dev', UrlJobs: 'https://jobs' };
  expect(serviceUrls(services, 'https://login-page.acme.dev', outputs)).toEqual({
    web: 'https://login-page.acme.dev',
    api: 'https://login-page--api.acme.dev',
  });
});

test.each([
  [undefined, false],
  ['app.zip', false],
  ['0123456789abcdef', true],
  ['web=app.zip,api=dist.zip', false],
  ['web=app.zip,api=0123456789abcdef', true],
])('--bundle %s names a bundle that was deployed before: %s', (text, kept) => {
  expect(usesKeptBundle(text === undefined ? undefined : bundleChoice(text))).toBe(kept);
});
