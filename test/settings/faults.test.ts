import { credentials, faultsOf, smallest, withBase, withOverride, withPreview, withWeb } from './files';

const large = { services: { web: { instances: { min: 1, max: 3 } } } };

const names = (count: number, name: string, field: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}_${index}`, field]));

test.each<[unknown, string]>([
  [{ ...smallest, project: undefined }, 'project: it is missing'],
  [{ ...smallest, project: 7 }, 'project: 7 is not the name of a project'],
  [{ ...smallest, project: 'a-preview' }, 'has the part "preview"'],
  [{ ...smallest, project: 'eleven-char' }, 'has 11 characters; 10 are allowed'],
  [
    { ...smallest, github: 'https://github.com/acme/shop' },
    'github: "https://github.com/acme/shop" is not a repository on GitHub',
  ],
  [{ ...smallest, github: 'acme/shop.git' }, 'github: "acme/shop.git" is not a repository'],
  [{ ...smallest, formerly: 'acme/old' }, 'formerly: "acme/old" is not a list'],
  [{ ...smallest, formerly: ['old', 7] }, 'formerly[0]: "old" is not a former name of the repository'],
  [{ ...smallest, formerly: ['a/b', 7] }, 'formerly[1]: 7 is not a former name of the repository'],
  [{ ...smallest, formerly: ['git@git.acme.dev:team/old.git'] }, 'formerly[0]: "git@git.acme.dev:team/old.git" is not'],
  ...['acme/old', 'github:jane_acme/old', 'git:ssh.github.com/acme/old'].map((name): [unknown, string] => [
    { ...smallest, formerly: [name] },
    `formerly[0]: "${name}" is a name on GitHub, and without github GitHub is not asked who has it now`,
  ]),
  [{ ...smallest, github: 'acme/shop', formerly: ['github:acme'] }, 'formerly[0]: "github:acme" is not a former name'],
  [{ ...smallest, github: 'acme/shop', formerly: ['ACME/Shop'] }, 'formerly[0]: "ACME/Shop" is the present name, too'],
  [
    { ...smallest, github: 'acme/shop', formerly: ['acme/old', 'github:Acme/old'] },
    'formerly[1]: "github:Acme/old" stands in formerly[0]',
  ],
  [{ ...smallest, staging: { formerly: ['acme/old'] } }, 'staging.formerly: there is no such setting'],
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
    withWeb({ dependencies: 'bundled' }),
    'base.services.web.dependencies: "bundled" is not one of "packed", "instance"',
  ],
  [
    withWeb({ dependencies: 'packed', bundle: 'app.zip' }),
    'base.services.web.dependencies: "packed" has no meaning with a ready bundle',
  ],
  [
    withWeb({ dependencies: 'packed', buildOutput: ['./node_modules/'] }),
    'base.services.web.dependencies: both dependencies "packed" and buildOutput bring node_modules',
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
  [withBase({ database: { username: 'Root' } }), 'base.database.username: "Root" is not the name of a master user'],
  [
    withBase({ database: { username: 'shop', snapshot: { id: 'nightly', credentials: credentials } } }),
    'base.database.username: "shop" cannot be the user of a database that starts from a snapshot',
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly' } } }),
    'base.database.snapshot.id: the settings do not say which master user the snapshot has',
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
    'base.database.snapshot.newestOf: the settings do not say which master user the snapshot has',
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
    'base.services.web.environment.A: the value (not shown, it may be secret) holds the control character U+0000',
  ],
  [withWeb({ environment: { A: 3 } }), 'base.services.web.environment.A: 3 is not a text'],
  [
    withWeb({ environment: { A: 'é'.repeat(1536) } }),
    'base.services.web.environment.A: the environment properties of web have 3074 bytes, and those that are set for it up to ',
  ],
  [
    withBase({ database: { environment: names(40, 'DATABASE', 'url') } }),
    'base.database.environment.DATABASE_0: the environment properties of web have 0 bytes, and those that are set for it up to ',
  ],
  [
    withBase({ fileStore: { environment: names(40, 'BUCKET', 'bucket') } }),
    'base.fileStore.environment.BUCKET_0: the environment properties of web have 0 bytes',
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
  [withBase({ database: { name: 'Shop' } }), 'base.database.name: "Shop" is not the name of a database'],
  [withBase({ database: { storageGiB: '20GB' } }), 'base.database.storageGiB: "20GB" is not a whole number of GiB'],
  [withBase({ database: { backupRetentionDays: 36 } }), 'base.database.backupRetentionDays: 36 is not'],
  [withBase({ fileStore: { versioned: 'yes' } }), 'base.fileStore.versioned: "yes" is not true or false'],
  [withBase({ seed: { timeoutMinutes: 5 } }), 'base.seed.timeoutMinutes: the seed has no command'],
  [withBase({ seed: { command: 'x', service: 'api' } }), 'base.seed.service: "api" is none of the services (web)'],
  [withBase({ skip: ['a[bc]'] }), 'base.skip[0]: "a[bc]" is not a pattern that a branch can match'],
  [withBase({ routing: 'single-instance' }), 'base.routing: "single-instance" has no https'],
  [withBase({ certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }), 'the certificate is in us-east-1'],
  [withBase({ announce: { slack: 'yes' } }), 'base.announce.slack: "yes" is not true or false'],
  ...[Number.NaN, -1, 0, 100_000.01, Number.POSITIVE_INFINITY].map((dailyCost): [object, string] => [
    withPreview({ limits: { dailyCost } }),
    `preview.limits.dailyCost: ${dailyCost} is not a number of US dollars from 0.01 to 100000`,
  ]),
  [withPreview({ limits: { dailyCost: '$2' } }), 'preview.limits.dailyCost: "$2" is not a number of US dollars'],
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
