import type { SettingsLayer } from '../../../lib/settings/settings';
import { applicationInput, environmentInput, preview, staging, threeServices } from '../inputs';
import { applicationTemplate, environmentTemplate } from '../template';

const password = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/preview-AbC123';
const users = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/people-XyZ789';
const plain = 'aws:elasticbeanstalk:application:environment';
const secret = 'aws:elasticbeanstalk:application:environmentsecrets';
const health = 'aws:elasticbeanstalk:healthreporting:system';
const closed: SettingsLayer = { access: { password, users: `${users}:staff` } };

test('a preview that asks for a password has its secrets and what stays open, and may read exactly these secrets', async () => {
  const template = await environmentTemplate(environmentInput(preview, closed));
  expect(template.options()[plain]).toMatchObject({
    PREVIEW_STACKS_ACCESS_OPEN: '/health',
    PREVIEW_STACKS_ACCESS_INDEX: 'no',
  });
  expect(template.options()[secret]).toMatchObject({
    PREVIEW_STACKS_ACCESS_PASSWORD: password,
    PREVIEW_STACKS_ACCESS_USERS: `${users}:staff`,
  });
  const named = template.statements(template.id('AWS::IAM::Role')).NamedSecrets;
  expect(named?.Action).toEqual(['secretsmanager:GetSecretValue']);
  expect(named?.Resource).toEqual(expect.arrayContaining([password, users]));
});

test('requests that are refused do not count against its health', async () => {
  const documentOf = async (layer: SettingsLayer) =>
    (await environmentTemplate(environmentInput(preview, layer))).options()[health]?.ConfigDocument;
  expect(JSON.parse(String(await documentOf(closed)))).toEqual({
    CloudWatchMetrics: { Environment: {}, Instance: {} },
    Rules: {
      Environment: {
        Application: { ApplicationRequests4xx: { Enabled: false } },
        ELB: { ELBRequests4xx: { Enabled: false } },
      },
    },
    Version: 1,
  });
  expect(await documentOf({})).toBeUndefined();
});

test('services that are not public ask for no password', async () => {
  const { body } = await environmentTemplate(environmentInput(preview, { ...threeServices, ...closed }));
  expect(body.split('PREVIEW_STACKS_ACCESS_OPEN').length).toBe(2);
});

test('staging is found by search engines and asks for no password unless settings say so', async () => {
  const { body } = await environmentTemplate(environmentInput(staging));
  expect(body).not.toContain('PREVIEW_STACKS_ACCESS');
});

test('the boundary of previews lets them read what settings on the default branch name', async () => {
  const named = async (layer: SettingsLayer) =>
    (await applicationTemplate(applicationInput(staging, layer))).body.includes(`"${password}"`);
  expect([await named(closed), await named({})]).toEqual([true, false]);
});
