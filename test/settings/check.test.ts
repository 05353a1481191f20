import { PreviewError } from '../../lib/errors';
import { checkSettings } from '../../lib/settings/check';
import { credentials, faultsOf, fullFaultsOf, smallest, withBase, withPreview, withWeb } from './files';

/** A file that uses every setting. */
const full = {
  project: 'shop-2',
  github: 'acme/shop.js',
  formerly: ['acme/old.js', 'git:git.acme.dev:8443/team/shop', 'file:/srv/git/shop'],
  remote: 'upstream',
  base: {
    account: '111122223333',
    region: 'us-gov-west-1',
    scheme: 'https',
    port: 8443,
    network: { vpcId: 'vpc-0a1b2c3d4e5f67890', instanceSubnets: 'private' },
    announce: { deployments: false, comment: true, commitStatus: false, slack: true, costPerDay: '€ 1.40' },
    access: { cidrs: ['203.0.113.0/24'] },
    services: {
      web: {
        ...{
          platform: 'python-3.13',
          instanceType: 'm7g.metal-24xl',
          instances: { min: 1, max: 2 },
          healthPath: '/',
          folder: 'app',
        },
        ...{
          build: ['npm', 'run', 'build', ''].slice(0, 3),
          buildOutput: ['dist'],
          bundle: 'dist/app.zip',
          logRetentionDays: 14,
        },
        ...{ environment: { LEVEL: '', _X1: 'a=b' }, deploymentPolicy: 'Immutable', rootVolumeGiB: 20 },
        secrets: {
          A: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/key-AbC123',
          B: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/key-AbC123:password',
          C: 'arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/shop/key',
        },
        secretKeys: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
      },
      api: {
        kind: 'internal',
        platform: 'docker',
        image: `ghcr.io/acme/api@sha256:${'0a'.repeat(32)}`,
        containerPort: 3000,
      },
      jobs: { kind: 'worker', links: ['api'], queue: { path: '/jobs', visibilitySeconds: 60, attempts: 3 } },
    },
    ci: {
      ...{ provider: 'circleci', createProvider: false },
      organizationId: '01234567-89ab-cdef-0123-456789abcdef',
      projectId: 'fedcba98-7654-3210-fedc-ba9876543210',
    },
    database: { engine: 'postgres', version: '16.10', instanceClass: 'db.m7g.large', storageGiB: 100, name: 'shop_1' },
    fileStore: { versioned: false },
    seed: { service: 'web', command: 'npm run seed', timeoutMinutes: 60 },
    cleanup: { graceMinutes: 0, maxDeletions: 0, maxShare: 0.25, protectedBranches: ['keep/**'], maxAgeHours: 24 },
  },
  production: {
    branch: 'live',
    host: 'shop.acme.com',
    routing: 'load-balancer',
    database: { protect: true, multiAz: true, snapshot: { id: 'before-move', credentials } },
  },
  staging: {
    ...{
      branch: 'trunk',
      host: 'staging.preview.acme.dev',
      hostedZoneId: 'Z0123456789ABC',
      terminationProtection: true,
    },
    certificateArn: 'arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/0a1b',
    control: { principal: 'arn:aws-us-gov:iam::111122223333:role/bots/shop-bot', createProvider: false },
    database: { backupRetentionDays: 35 },
  },
  preview: {
    previewDomain: 'preview.acme.dev',
    maxPreviews: 100,
    limits: {
      instances: 4,
      instanceTypes: ['*'],
      instanceClasses: ['db.t4g.*', 'db.m7g.*'],
      storageGiB: 200,
      dailyCost: 2.5,
    },
    skip: ['dependabot/**', 'docs-*'],
    healthTimeoutMinutes: 30,
  },
  branches: [
    { match: 'release/?.*', because: 'load tests', settings: { database: 'none', allowBundleResources: true } },
  ],
};

test('the smallest file and one that uses every setting are without fault, and come back as they are', () => {
  expect(checkSettings(smallest)).toBe(smallest);
  expect(faultsOf(full)).toEqual([]);
});

test('a file for previews alone is without fault', () => {
  expect(
    faultsOf({ project: 'shop', base: { region: 'eu-central-1' }, preview: { previewDomain: 'p.acme.dev' } }),
  ).toEqual([]);
});

test('five faults in five places are reported at once, each with its path, the wrong value and what to write', () => {
  const file = {
    project: 'My_Shop',
    base: { region: 'eu-central-1', services: { web: { instanceTyp: 't4g.small', healthPath: 'health' } } },
    production: { branch: 'production' },
    staging: { host: 'https://staging.acme.dev' },
    preview: { previewDomain: 'preview.acme.dev' },
  };
  expect(fullFaultsOf(file)).toEqual([
    {
      path: 'project',
      message:
        '"My_Shop" cannot be the name of a project: it must be lower-case letters, digits and single hyphens, starting with a letter',
      hint: 'Write 1 to 10 lower-case letters, digits and single hyphens, starting with a letter.',
    },
    { path: 'base.services.web.instanceTyp', message: 'there is no such setting', hint: 'Did you mean instanceType?' },
    {
      path: 'base.services.web.healthPath',
      message: '"health" is not the path of a URL',
      hint: "Write a path that starts with a slash, such as '/health'.",
    },
    {
      path: 'staging.host',
      message: '"https://staging.acme.dev" is not a domain name of 64 characters at most',
      hint: "Write lower-case labels with dots between them and no scheme, port or path, such as 'preview.acme.dev'.",
    },
    {
      path: 'production.host',
      message: 'the host of production is missing',
      hint: 'Set production.host, or remove the section production.',
    },
  ]);
});

test('the error is the fault of the user, for which nothing was tried', () => {
  expect.assertions(2);
  try {
    checkSettings({});
  } catch (error) {
    expect(error).toBeInstanceOf(PreviewError);
    expect(error).toMatchObject({ code: 'settings-invalid', exitCode: 2, message: 'the settings have 4 faults' });
  }
});

test.each([undefined, null, 'x', 3, [], () => smallest, new Map()])(
  'a file that exports %p exports no settings',
  (raw) => {
    expect(faultsOf(raw)).toEqual(['settings: the file exports no settings']);
  },
);

test('a value of the wrong type is one fault, not also a missing value', () => {
  expect(faultsOf(withBase({ region: 7 }))).toEqual(['base.region: 7 is not an AWS region']);
  expect(faultsOf(withPreview({ previewDomain: true }))).toEqual([
    'preview.previewDomain: true is not a domain name of 62 characters at most',
  ]);
});

test('a fault that several targets inherit is reported once', () => {
  expect(
    faultsOf(withBase({ routing: 'single-instance', services: { web: { instances: { min: 1, max: 1 } } } })),
  ).toContain('base.routing: "single-instance" has no https: a certificate needs a load balancer');
  const all = faultsOf(withBase({ seed: { command: 'x', service: 'api' } }));
  expect(all).toHaveLength(1);
});

test('an override that is no record keeps the places of the others', () => {
  const file = { ...smallest, branches: [7, { match: 'x', because: 'y', settings: { database: { protect: true } } }] };
  expect(faultsOf(file)).toEqual([
    'branches[0]: 7 is not a record',
    'branches[1].settings.database.protect: true would leave the database behind when the preview goes',
  ]);
});

test('a secret that stands where its ARN should is not shown', () => {
  const faults = JSON.stringify(fullFaultsOf(withWeb({ secrets: { TOKEN: 'hunter2hunter2' } })));
  expect(faults).toContain('not shown, it may be secret');
  expect(faults).not.toContain('hunter2');
});

test('a long value is shown cut, and a record that holds itself is shown too', () => {
  expect(faultsOf(withBase({ region: 'x'.repeat(500) }))[0]?.length).toBeLessThan(120);
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(faultsOf(withBase({ region: loop }))).toEqual(['base.region: a record is not an AWS region']);
});

test.each([
  [{ servces: {} }, 'Did you mean services?'],
  [{ databse: 'none' }, 'Did you mean database?'],
  [{ Routing: 'x' }, 'Did you mean routing?'],
  [{ filestore: 'none' }, 'Did you mean fileStore?'],
])('for the unknown setting of %j the hint is: %s', (base, hint) => {
  expect(fullFaultsOf(withBase(base))).toEqual([
    expect.objectContaining({ message: 'there is no such setting', hint }),
  ]);
});

test('for an unknown setting that resembles none, the hint lists all', () => {
  const [fault] = fullFaultsOf(withBase({ cache: {}, network: { q: 1 } })).filter(({ path }) => path.endsWith('.q'));
  expect(fault?.hint).toBe('Remove it, or use one of: instanceSubnets, vpcId.');
});
