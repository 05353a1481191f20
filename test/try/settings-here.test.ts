import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';
import { secretsIn, settingsHere } from '../../lib/try/settings-here';
import { standInsFor } from '../../lib/try/stand-ins';

const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/stripe-AbCdEf';
const parameter = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/mail';

/** Settings of a team whose every value is of its own account. */
const team: SettingsFile = {
  project: 'shop',
  github: 'acme/shop',
  formerly: ['acme/store'],
  base: {
    account: '111122223333',
    region: 'eu-central-1',
    hostedZoneId: 'Z0123456789ABC',
    network: { vpcId: 'vpc-0a1b2c3d4e5f67890', instanceSubnets: 'private' },
    ci: { provider: 'github-actions' },
    services: {
      web: {
        platform: 'nodejs-22',
        healthPath: '/up',
        environment: { COLOUR: 'blue' },
        secrets: { STRIPE: `${secret}:key`, MAIL: parameter },
        secretKeys: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
      },
    },
    database: { engine: 'postgres', name: 'shop' },
    healthTimeoutMinutes: 30,
  },
  production: { branch: 'production', host: 'shop.acme.com', account: '444455556666', ci: { createProvider: false } },
  staging: { branch: 'main', host: 'staging.acme.dev' },
  preview: {
    previewDomain: 'preview.acme.dev',
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab',
    maxPreviews: 5,
    database: {
      snapshot: {
        id: 'shop-seed',
        credentials: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf',
      },
    },
  },
  branches: [
    { match: 'release/*', because: 'load tests', settings: { services: { web: { secrets: { EXTRA: secret } } } } },
  ],
};
const standIn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/stripe-XyZaBc';
const standIns = new Map([
  [`${secret}:key`, `${standIn}:key`],
  [secret, standIn],
  [parameter, 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/mail'],
]);
const here = settingsHere(team, { port: 4711, standIns });
const valuesOf = (branch: string) => resolveSettings(checkSettings(here.file), { kind: 'preview', branch }).values;

describe('the settings of a team on the embedded endpoint', () => {
  test('are settings without a fault, as those of the team are', () => {
    expect(() => checkSettings(team)).not.toThrow();
    expect(() => checkSettings(here.file)).not.toThrow();
  });

  test('name nothing of the account: no domain, id or ARN of the team is left', () => {
    expect(JSON.stringify(here.file)).not.toMatch(/acme|1111222|4444555|Z0123|vpc-|kms|acm:|shop-seed/);
  });

  test('answer under .localhost, at the port of the endpoint', () => {
    expect(valuesOf('login')).toMatchObject({ scheme: 'http', port: 4711, previewDomain: 'preview.localhost' });
    expect(here.file.staging?.host).toBe('staging.localhost');
  });

  test('keep what the team says of its app', () => {
    const { services, database, maxPreviews } = valuesOf('login');
    expect(services.web).toMatchObject({ healthPath: '/up', environment: { COLOUR: 'blue' } });
    expect(database).toMatchObject({ engine: 'postgres', name: 'shop' });
    expect(maxPreviews).toBe(5);
  });

  test('name the stand-ins of secrets, in overrides of branches too', () => {
    expect(valuesOf('login').services.web?.secrets).toEqual({
      STRIPE: `${standIn}:key`,
      MAIL: 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/mail',
    });
    expect(valuesOf('release/1').services.web?.secrets).toMatchObject({ EXTRA: standIn });
  });

  test('ask for no password, which is in the account of the team', () => {
    const password = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/look-AbCdEf';
    const asking = { ...team, preview: { ...team.preview, access: { password, cidrs: ['10.0.0.0/8'] } } };
    const { file, replaced } = settingsHere(asking, { port: 4711, standIns });
    expect(file.preview?.access).toEqual({ cidrs: ['10.0.0.0/8'] });
    expect(replaced).toContainEqual({ path: 'preview.access.password', because: 'the app asks for no password here' });
  });

  test('begin with an empty database where the team begins with a snapshot', () => {
    expect(valuesOf('login').database).not.toHaveProperty('snapshot');
  });

  test('give an app a minute, whatever the team waits on AWS', () => {
    expect(valuesOf('login').healthTimeoutMinutes).toBe(1);
    const short = settingsHere({ ...team, base: { ...team.base, healthTimeoutMinutes: 0.2 } }, { port: 80, standIns });
    expect(short.file.base.healthTimeoutMinutes).toBe(0.2);
  });

  test('say each value that was replaced, once, by its path', () => {
    expect(here.replaced.map(({ path }) => path).sort()).toEqual(
      [
        ...['github', 'production', 'base.account', 'base.hostedZoneId', 'base.network', 'base.ci'],
        ...['base.services.web.secrets.STRIPE', 'base.services.web.secrets.MAIL', 'base.services.web.secretKeys'],
        ...['base.healthTimeoutMinutes', 'staging.host', 'preview.previewDomain', 'preview.certificateArn'],
        ...['preview.database.snapshot', 'branches[0].settings.services.web.secrets.EXTRA'],
      ].sort(),
    );
  });

  test('the given settings are as they were', () => {
    expect(team.base.account).toBe('111122223333');
    expect(team.production?.host).toBe('shop.acme.com');
  });

  test('settings of one service and nothing else become settings that can be tried', () => {
    const least: SettingsFile = { project: 'shop', base: { region: 'eu-central-1' } };
    const { file } = settingsHere(least, { port: 80, standIns: new Map() });
    expect(resolveSettings(checkSettings(file), { kind: 'preview', branch: 'x' }).values.previewDomain).toBe(
      'preview.localhost',
    );
  });
});

describe('stand-ins of secrets', () => {
  test('each secret has one for all its keys, each parameter one', () => {
    const arns = [`${secret}:key`, `${secret}:other`, secret, parameter];
    expect(standInsFor(arns)).toEqual([
      { kind: 'secret', name: 'shop/stripe', arns: { key: `${secret}:key`, other: `${secret}:other`, '': secret } },
      { kind: 'parameter', name: '/shop/mail', arn: parameter },
    ]);
  });

  test('are made for every ARN that the settings of previews name, and for none of production', () => {
    const only = {
      ...team,
      production: { ...team.production, services: { web: { secrets: { LIVE: `${secret}:live` } } } },
    };
    expect(secretsIn(only)).toEqual([`${secret}:key`, parameter, secret]);
  });
});
