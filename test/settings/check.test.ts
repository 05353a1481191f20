import { PreviewError } from '../../lib/errors';
import { checkSettings } from '../../lib/settings/check';
import { faultsOf, fullFaultsOf, smallest } from './files';

const withBase = (base: object) => ({ ...smallest, base: { region: 'eu-central-1', ...base } });
const withWeb = (web: object) => withBase({ services: { web } });
const withPreview = (preview: object) => ({ ...smallest, preview: { previewDomain: 'preview.acme.dev', ...preview } });
const withOverride = (settings: object) => ({
  ...smallest,
  branches: [{ match: 'release/*', because: 'load tests', settings }],
});

const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbC123';
const large = { services: { web: { instances: { min: 1, max: 3 } } } };

/** A file that uses every setting. */
const full = {
  project: 'shop-2',
  github: 'acme/shop.js',
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
    database: { backupRetentionDays: 35 },
  },
  preview: {
    previewDomain: 'preview.acme.dev',
    maxPreviews: 100,
    limits: { instances: 4, instanceTypes: ['*'], instanceClasses: ['db.t4g.*', 'db.m7g.*'], storageGiB: 200 },
    skip: ['dependabot/**', 'docs-*'],
    healthTimeoutMinutes: 30,
  },
  branches: [
    { match: 'release/?.*', because: 'load tests', settings: { database: 'none', allowBundleResources: true } },
  ],
};

it('the smallest file and one that uses every setting are without fault, and come back as they are', () => {
  expect(checkSettings(smallest)).toBe(smallest);
  expect(faultsOf(full)).toEqual([]);
});

it('a file for previews alone is without fault', () => {
  expect(
    faultsOf({ project: 'shop', base: { region: 'eu-central-1' }, preview: { previewDomain: 'p.acme.dev' } }),
  ).toEqual([]);
});

it('five faults in five places are told at once, each with its path, the wrong value and what to write', () => {
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

it('the error is the fault of the user, for which nothing was tried', () => {
  expect.assertions(2);
  try {
    checkSettings({});
  } catch (error) {
    expect(error).toBeInstanceOf(PreviewError);
    expect(error).toMatchObject({ code: 'settings-invalid', exitCode: 2, message: 'the settings have 4 faults' });
  }
});

it.each([undefined, null, 'x', 3, [], () => smallest, new Map()])(
  'a file that exports %p exports no settings',
  (raw) => {
    expect(faultsOf(raw)).toEqual(['settings: the file exports no settings']);
  },
);

it.each<[unknown, string]>([
  [{ ...smallest, project: undefined }, 'project: it is missing'],
  [{ ...smallest, project: 7 }, 'project: 7 is not the name of a project'],
  [{ ...smallest, project: 'a-preview' }, 'has the part "preview"'],
  [{ ...smallest, project: 'eleven-char' }, 'has 11 characters; 10 are allowed'],
  [
    { ...smallest, github: 'https://github.com/acme/shop' },
    'github: "https://github.com/acme/shop" is not a repository on GitHub',
  ],
  [{ ...smallest, github: 'acme/shop.git' }, 'github: "acme/shop.git" is not a repository'],
  [{ ...smallest, remote: '--upload-pack=x' }, 'remote: "--upload-pack=x" is not the name of a git remote'],
  [{ ...smallest, toString: 'x' }, 'toString: there is no such setting'],
  [{ ...smallest, base: 'x' }, 'base: "x" is not a record'],
  [{ ...smallest, base: {} }, 'base.region: the region is missing'],
  [withBase({ region: 'Europe' }), 'base.region: "Europe" is not an AWS region'],
  [withBase({ account: 111122223333 }), 'base.account: 111122223333 is not an AWS account id'],
  [withBase({ account: '1111' }), 'base.account: "1111" is not an AWS account id'],
  [withBase({ scheme: 'ftp' }), 'base.scheme: "ftp" is not one of "https", "http"'],
  [withBase({ port: 70000 }), 'base.port: 70000 is not a whole number from 1 to 65535'],
  [withBase({ port: Number.NaN }), 'base.port: NaN is not'],
  [withBase({ host: 'a.b' }), 'base.host: "a.b" would be the host of several targets'],
  [withBase({ branch: 'x' }), 'base.branch: there is no such setting'],
  [withBase({ network: { vpcId: 'vpc-1' } }), 'base.network.vpcId: "vpc-1" is not the id of a VPC'],
  [withBase({ network: { instanceSubnets: 'private' } }), 'base.network.instanceSubnets: "private" needs a VPC'],
  [withBase({ access: { cidrs: [] } }), 'base.access.cidrs: the list is empty'],
  [withBase({ access: { cidrs: '0.0.0.0/0' } }), 'base.access.cidrs: "0.0.0.0/0" is not a list'],
  [
    withBase({ access: { cidrs: ['10.0.0.0/8', '10.0.0.0'] } }),
    'base.access.cidrs[1]: "10.0.0.0" is not a range of IPv4 addresses',
  ],
  [withBase({ access: { cidrs: ['300.0.0.0/8'] } }), 'base.access.cidrs[0]: "300.0.0.0/8" is not a range'],
  [withBase({ services: { api: {} } }), 'base.services: none of the services (api) is named web'],
  [withBase({ services: { web: {}, Api: {} } }), 'base.services.Api: "Api" cannot be the name of a service'],
  [withBase({ services: { web: {}, workers2: {} } }), 'base.services.workers2: "workers2" cannot be the name'],
  [withWeb({ kind: 'worker' }), 'base.services.web.kind: "worker" cannot be the kind of web'],
  [
    withWeb({ secretKeys: ['alias/shop'] }),
    'base.services.web.secretKeys[0]: "alias/shop" is not the ARN of a KMS key',
  ],
  [withWeb({ kind: 'private' }), 'base.services.web.kind: "private" is not one of'],
  [withWeb({ links: ['api'] }), 'base.services.web.links: "api" is none of the services (web)'],
  [withWeb({ links: ['web'] }), 'base.services.web.links: the links make a circle: web → web'],
  [
    withBase({ services: { web: { links: ['a'] }, a: { links: ['b'] }, b: { links: ['a'] } } }),
    'base.services.a.links: the links make a circle: a → b → a',
  ],
  [
    withBase({
      services: { web: { links: ['jobs'], environment: { JOBS_QUEUE_URL: 'x' } }, jobs: { kind: 'worker' } },
    }),
    'base.services.web.environment.JOBS_QUEUE_URL: JOBS_QUEUE_URL is set by the link to jobs',
  ],
  [
    withWeb({ queue: { attempts: 3 } }),
    'base.services.web.queue.attempts: a service of the kind "public" has no queue',
  ],
  [withWeb({ queue: { attempts: 0 } }), 'base.services.web.queue.attempts: 0 is not a whole number of attempts'],
  [withWeb({ image: `a/b@sha256:${'0'.repeat(64)}` }), 'base.services.web.image: an image needs the platform "docker"'],
  [withWeb({ image: 'UPPER CASE' }), 'base.services.web.image: "UPPER CASE" is not the name of a container image'],
  [
    withWeb({ platform: 'docker', image: 'a/b:1', build: ['make'] }),
    'base.services.web.build: an image is the whole bundle',
  ],
  [
    withWeb({ platform: 'docker', containerPort: 80 }),
    'base.services.web.containerPort: only the container of an image',
  ],
  [withWeb({ platform: 'nodejs' }), 'base.services.web.platform: "nodejs" is not a Beanstalk platform'],
  [
    withBase({ database: { engine: 'mysql', version: '17.6' } }),
    'base.database.version: "17.6" is no version of mysql',
  ],
  [withBase({ database: { engine: 'oracle' } }), 'base.database.engine: "oracle" is not one of'],
  [withBase({ database: { username: 'root' } }), 'base.database.username: "root" is not the name of a master user'],
  [
    withBase({ database: { username: 'shop', snapshot: { id: 'nightly', credentials: credentials } } }),
    'base.database.username: "shop" cannot be the user of a database that starts from a snapshot',
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly' } } }),
    'base.database.snapshot.id: nobody says whom the snapshot knows',
  ],
  [
    withBase({ database: { snapshot: { credentials } } }),
    'base.database.snapshot.credentials: the snapshot is not named',
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly', newestOf: 'shop-db', credentials } } }),
    'base.database.snapshot.id: the snapshot is named twice, by id and by newestOf',
  ],
  [
    withBase({ database: { snapshot: { newestOf: 'shop-db' } } }),
    'base.database.snapshot.newestOf: nobody says whom the snapshot knows',
  ],
  [
    withBase({ database: { snapshot: { newestOf: 'shop--db', credentials } } }),
    'base.database.snapshot.newestOf: "shop--db" is not the identifier of a DB instance',
  ],
  [
    withBase({ database: { username: 'shop', snapshot: { newestOf: 'shop-db', credentials } } }),
    'base.database.username: "shop" cannot be the user of a database that starts from a snapshot',
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly', credentials: `${credentials}:password` } } }),
    'base.database.snapshot.credentials',
  ],
  [withBase({ ci: {} }), 'the CI has no provider'],
  [withBase({ ci: { provider: 'jenkins' } }), 'base.ci.provider: "jenkins" is not one of'],
  [withBase({ ci: { provider: 'circleci' } }), "base.ci.provider: CircleCI's id of the organization is missing"],
  [withBase({ ci: { provider: 'github-actions' } }), 'base.ci.provider: roles for CI need to know the repository'],
  [
    { ...withBase({ ci: { provider: 'github-actions' } }), github: 'acme/shop' },
    'base.ci.provider: production and staging share an account',
  ],
  [
    withOverride({ ci: { provider: 'github-actions' } }),
    'branches[0].settings.ci: {"provider":"github-actions"} cannot differ from branch to branch',
  ],
  [
    withPreview({ limits: { instanceTypes: ['t3.*'] } }),
    'preview.services.web.instanceType: "t4g.micro" is more than limits allow a preview: t3.*',
  ],
  [
    { ...withPreview({ limits: { instances: 2 } }), branches: [{ match: 'x', because: 'y', settings: large }] },
    'branches[0].settings.services.web.instances.max: 3 instances is more than limits allow a preview: 2',
  ],
  [
    withPreview({ limits: { storageGiB: 20 }, database: { storageGiB: 21 } }),
    'preview.database.storageGiB: 21 GiB is more than limits allow a preview: 20',
  ],
  [
    withPreview({ maxPreviews: 51, services: { web: {}, api: {} } }),
    'preview.maxPreviews: 51 previews with 2 public services each do not fit: a shared load balancer serves 100',
  ],
  [
    withBase({ services: { worker_1: {} } }),
    'base.services.worker_1: "worker_1" cannot be the name of a service: it has 8 characters',
  ],
  [withWeb({ platform: 'node' }), 'base.services.web.platform: "node" is not a Beanstalk platform'],
  [withWeb({ instanceType: 't4g' }), 'base.services.web.instanceType: "t4g" is not an EC2 instance type'],
  [
    withWeb({ instances: { min: 5, max: 2 } }),
    'base.services.web.instances.min: at least 5 instances are more than 2 at most',
  ],
  [
    withWeb({ instances: { max: 1.5 } }),
    'base.services.web.instances.max: 1.5 is not a whole number of instances from 1 to 100',
  ],
  [withWeb({ folder: '/srv' }), 'base.services.web.folder: "/srv" is not a path'],
  [withWeb({ folder: '../other' }), 'base.services.web.folder: "../other" is not a path'],
  [withWeb({ build: 'npm run build' }), 'base.services.web.build: "npm run build" is not a list'],
  [withWeb({ build: [] }), 'base.services.web.build: the list is empty'],
  [withWeb({ environment: { PORT: '80' } }), 'base.services.web.environment.PORT: PORT is set for you'],
  [withWeb({ environment: { RDS_HOSTNAME: 'x' } }), 'RDS_HOSTNAME is set for you: the database'],
  [withWeb({ environment: { FILES_BUCKET: 'x' } }), 'FILES_BUCKET is set for you: the file store'],
  [withWeb({ secrets: { PREVIEW_STACKS_URL: 'x' } }), 'PREVIEW_STACKS_URL is set for you'],
  [withWeb({ environment: { 'A B': 'x' } }), '"A B" is not the name of an environment property'],
  [withWeb({ environment: { ['A'.repeat(129)]: 'x' } }), 'is not the name of an environment property'],
  [
    withWeb({ environment: { A: 'a\0b' } }),
    'base.services.web.environment.A: "a\\u0000b" is not a text without NUL characters',
  ],
  [withWeb({ environment: { A: 3 } }), 'base.services.web.environment.A: 3 is not a text'],
  [
    withWeb({ environment: { A: 'é'.repeat(1536) } }),
    'the environment properties have 3074 bytes, and those that are set for you up to ',
  ],
  [
    withWeb({ secrets: { A: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop' } }),
    'lacks the six random characters at the end',
  ],
  [
    withWeb({ environment: { A: '1' }, secrets: { A: 'arn:aws:ssm:eu-central-1:111122223333:parameter/a' } }),
    'base.services.web.secrets.A: A is both in environment and in secrets',
  ],
  [withWeb({ logRetentionDays: 8 }), 'base.services.web.logRetentionDays: 8 is not one of 1, 3, 5, 7'],
  [withWeb({ rootVolumeGiB: 8 }), 'base.services.web.rootVolumeGiB: 8 is not a whole number of GiB from 10 to 16384'],
  [withBase({ database: 'mysql' }), 'base.database: "mysql" is not a record'],
  [withBase({ database: { version: '17' } }), 'base.database.version: "17" is not a version with its minor part'],
  [withBase({ database: { instanceClass: 't4g.micro' } }), 'base.database.instanceClass: "t4g.micro" is not a class'],
  [withBase({ database: { name: 'postgres' } }), 'base.database.name: "postgres" is not the name of a database'],
  [withBase({ database: { storageGiB: '20GB' } }), 'base.database.storageGiB: "20GB" is not a whole number of GiB'],
  [withBase({ database: { backupRetentionDays: 36 } }), 'base.database.backupRetentionDays: 36 is not'],
  [withBase({ fileStore: { versioned: 'yes' } }), 'base.fileStore.versioned: "yes" is not true or false'],
  [withBase({ seed: { timeoutMinutes: 5 } }), 'base.seed.timeoutMinutes: the seed has no command'],
  [withBase({ seed: { command: 'x', service: 'api' } }), 'base.seed.service: "api" is none of the services (web)'],
  [withBase({ skip: ['a[bc]'] }), 'base.skip[0]: "a[bc]" is not a pattern that a branch can match'],
  [withBase({ routing: 'single-instance' }), 'base.routing: "single-instance" has no https'],
  [withBase({ certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }), 'the certificate is in us-east-1'],
  [withBase({ announce: { slack: 'yes' } }), 'base.announce.slack: "yes" is not true or false'],
  [withBase({ announce: { costPerDay: 1.4 } }), 'base.announce.costPerDay: 1.4 is not what a day costs'],
  [withBase({ cleanup: { maxShare: 50 } }), 'base.cleanup.maxShare: 50 is not a number from 0 to 1'],
  [
    { ...smallest, production: { host: 'a.b', seed: { command: 'x' } } },
    'production.seed: {"command":"x"} would write test data into production',
  ],
  [
    { ...smallest, production: { host: 'a.b', branch: 'main' } },
    'staging.branch: "main" is the branch of production too',
  ],
  [{ ...smallest, production: { host: 'a.b', branch: 'a..b' } }, 'production.branch: "a..b" is not a branch name'],
  [{ ...smallest, production: {} }, 'production.host: the host of production is missing'],
  [{ ...smallest, staging: { host: 'shop.acme.com' } }, 'staging.host: "shop.acme.com" is the host of production too'],
  [{ ...smallest, staging: { host: 'localhost' } }, 'staging.host: "localhost" is not a domain name'],
  [
    { ...smallest, staging: { host: 'shop.preview.acme.dev' } },
    'staging.host: "shop.preview.acme.dev" could be the host of a preview',
  ],
  [{ ...smallest, preview: {} }, 'preview.previewDomain: the domain of the previews is missing'],
  [withPreview({ host: 'a.b' }), 'preview.host: "a.b" would be the host of several targets'],
  [
    withPreview({ previewDomain: 'Preview.acme.dev' }),
    'preview.previewDomain: "Preview.acme.dev" is not a domain name',
  ],
  [withPreview({ previewDomain: `${'a'.repeat(58)}.acme` }), 'is not a domain name of 62 characters at most'],
  [
    withPreview({ maxPreviews: 101 }),
    'preview.maxPreviews: 101 previews do not fit: a shared load balancer serves 100',
  ],
  [withPreview({ region: 'us-east-1' }), 'preview.region: "us-east-1" differs from staging\'s ("eu-central-1")'],
  [withPreview({ account: '111122223333' }), 'preview.account: "111122223333" differs from staging\'s (nothing)'],
  [withPreview({ database: { protect: true } }), 'preview.database.protect: true would leave the database behind'],
  [withPreview({ fileStore: { retain: true } }), 'preview.fileStore.retain: true would leave the bucket behind'],
  [
    withPreview({ routing: 'single-instance', scheme: 'http', services: { web: { instances: { max: 2 } } } }),
    'instances need a load balancer',
  ],
  [withOverride({ database: { protect: true } }), 'branches[0].settings.database.protect: true would leave'],
  [
    withOverride({ services: { web: { instances: { min: 2 } } } }),
    'branches[0].settings.services.web.instances.min: at least 2',
  ],
  [
    withOverride({ region: 'us-east-1' }),
    'branches[0].settings.region: "us-east-1" cannot differ from branch to branch',
  ],
  [withOverride({ maxPreviews: 900 }), 'branches[0].settings.maxPreviews: 900 cannot differ'],
  [
    { ...smallest, branches: [{ match: 'a b', because: ' ', settings: {} }] },
    'branches[0].because: " " is not a reason',
  ],
  [{ ...smallest, branches: [{}] }, 'branches[0].match: it is missing'],
  [{ ...smallest, branches: {} }, 'branches: {} is not a list'],
])('%# %j: %s', (file, fault) => {
  expect(faultsOf(file).join('\n')).toContain(fault);
});

it('a value of the wrong type is one fault, not also a missing value', () => {
  expect(faultsOf(withBase({ region: 7 }))).toEqual(['base.region: 7 is not an AWS region']);
  expect(faultsOf(withPreview({ previewDomain: true }))).toEqual([
    'preview.previewDomain: true is not a domain name of 62 characters at most',
  ]);
});

it('a fault that several targets inherit is told once', () => {
  expect(
    faultsOf(withBase({ routing: 'single-instance', services: { web: { instances: { min: 1, max: 1 } } } })),
  ).toContain('base.routing: "single-instance" has no https: a certificate needs a load balancer');
  const all = faultsOf(withBase({ seed: { command: 'x', service: 'api' } }));
  expect(all).toHaveLength(1);
});

it('an override that is no record keeps the places of the others', () => {
  const file = { ...smallest, branches: [7, { match: 'x', because: 'y', settings: { database: { protect: true } } }] };
  expect(faultsOf(file)).toEqual([
    'branches[0]: 7 is not a record',
    'branches[1].settings.database.protect: true would leave the database behind when the preview goes',
  ]);
});

it('a secret that stands where its ARN should is not shown', () => {
  const faults = JSON.stringify(fullFaultsOf(withWeb({ secrets: { TOKEN: 'hunter2hunter2' } })));
  expect(faults).toContain('not shown, it may be secret');
  expect(faults).not.toContain('hunter2');
});

it('a long value is shown cut, and a record that holds itself is shown too', () => {
  expect(faultsOf(withBase({ region: 'x'.repeat(500) }))[0]?.length).toBeLessThan(120);
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(faultsOf(withBase({ region: loop }))).toEqual(['base.region: a record is not an AWS region']);
});

it.each([
  [{ servces: {} }, 'Did you mean services?'],
  [{ databse: 'none' }, 'Did you mean database?'],
  [{ Routing: 'x' }, 'Did you mean routing?'],
  [{ filestore: 'none' }, 'Did you mean fileStore?'],
])('for the unknown setting of %j the hint is: %s', (base, hint) => {
  expect(fullFaultsOf(withBase(base))).toEqual([
    expect.objectContaining({ message: 'there is no such setting', hint }),
  ]);
});

it('for an unknown setting that resembles none, the hint lists all', () => {
  const [fault] = fullFaultsOf(withBase({ cache: {}, network: { q: 1 } })).filter(({ path }) => path.endsWith('.q'));
  expect(fault?.hint).toBe('Remove it, or use one of: instanceSubnets, vpcId.');
});
