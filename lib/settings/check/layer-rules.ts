import { serviceNameFault } from '../../naming/project-name';
import type { AccessSettings } from '../access/access-settings';
import type { AlarmSettings } from '../alarms/alarm-settings';
import type { CiSettings, ControlAllowSettings, ControlSettings, PromotionSettings } from '../ci-settings';
import { forms } from '../forms';
import type {
  AnnounceSettings,
  CleanupSettings,
  DatabaseSettings,
  FileStoreSettings,
  LimitSettings,
  NetworkSettings,
  QueueSettings,
  SeedSettings,
  ServiceSettings,
  SnapshotSettings,
  TargetSettings,
} from '../settings';
import * as format from './formats';
import { secretArn } from './formats';
import { rightsRule } from './rights/rights-rule';
import { type Fields, listOf, mapOf, orForever, orNone, type Rule, record } from './rule';
import { flag, number, oneOf, text } from './scalar';
import { show } from './show';
import { slackRule } from './slack-rule';
import { sleepRule } from './sleep/sleep-rule';

/** What CloudWatch Logs takes (PutRetentionPolicy). */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const serviceName = text('the name of a service', 'Write the name of one of the services.');

const queue: Fields<QueueSettings> = {
  path: format.healthPath,
  visibilitySeconds: number(1, 43_200, 'seconds'),
  attempts: number(1, 100, 'attempts'),
};

const service: Fields<ServiceSettings> = {
  kind: oneOf('public', 'internal', 'worker'),
  links: listOf(serviceName),
  queue: record(queue),
  image: format.image,
  containerPort: number(1, 65_535, ''),
  platform: format.platform,
  instanceType: format.instanceType,
  instances: record({ min: number(1, 100, 'instances'), max: number(1, 100, 'instances') }),
  healthPath: format.healthPath,
  folder: format.path,
  build: listOf(text('a word of a command', 'Write the program and its arguments as a list of texts.'), 1),
  buildOutput: listOf(format.path),
  dependencies: oneOf('packed', 'instance'),
  bundle: format.path,
  environment: mapOf(format.propertyValue, propertyNameFault),
  secrets: mapOf(secretArn, propertyNameFault),
  secretKeys: listOf(format.kmsKey),
  deploymentPolicy: oneOf('AllAtOnce', 'Rolling', 'RollingWithAdditionalBatch', 'Immutable'),
  logRetentionDays: oneOf(...retentionDays),
  rootVolumeGiB: number(10, 16_384, 'GiB'),
};

const snapshot: Fields<SnapshotSettings> = {
  id: format.snapshot,
  newestOf: format.dbInstance,
  username: format.snapshotUsername,
  credentials: format.secretOfUser,
};

const database: Fields<DatabaseSettings> = {
  engine: oneOf('postgres', 'mysql', 'mariadb'),
  version: format.engineVersion,
  instanceClass: format.instanceClass,
  storageGiB: number(20, 65_536, 'GiB'),
  name: text(
    'the name of a database',
    'Write lower-case letters, digits and underscores, starting with a letter, 63 at most.',
    (value) => /^[a-z][a-z0-9_]{0,62}$/.test(value),
  ),
  username: format.username,
  snapshot: record(snapshot),
  multiAz: flag,
  backupRetentionDays: number(0, 35, 'days'),
  protect: flag,
  tls: oneOf('required', 'optional'),
  environment: mapOf(oneOf('host', 'port', 'name', 'username', 'password', 'url', 'none'), propertyNameFault),
  urlScheme: format.urlScheme,
  urlParameters: format.urlParameters,
};

const fileStore: Fields<FileStoreSettings> = {
  versioned: flag,
  retain: flag,
  environment: mapOf(oneOf('bucket', 'region', 'none'), propertyNameFault),
};

const seed: Fields<SeedSettings> = {
  service: serviceName,
  command: text('a command', "Write a command such as 'npm run seed'.", (value) => value.trim() !== ''),
  timeoutMinutes: number(1, 720, 'minutes'),
};

const access: Fields<AccessSettings> = {
  cidrs: listOf(format.cidr, 1),
  password: orNone(secretArn),
  users: orNone(secretArn),
  index: flag,
};

const network: Fields<NetworkSettings> = { vpcId: format.vpcId, instanceSubnets: oneOf('public', 'private') };

const limits: Fields<LimitSettings> = {
  instances: number(1, 100, 'instances'),
  instanceTypes: listOf(text('a pattern of instance types', "Write a pattern such as 't4g.*'.")),
  instanceClasses: listOf(text('a pattern of instance classes', "Write a pattern such as 'db.t4g.*'.")),
  storageGiB: number(20, 65_536, 'GiB'),
  dailyCost: number(0.01, 100_000, 'US dollars', true),
};

const uuid = text(
  'the id of something on CircleCI',
  'Copy the id from its settings on CircleCI: 32 hexadecimal digits with four hyphens.',
  (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
);

const gitHubNumber = number(1, Number.MAX_SAFE_INTEGER, '');

const ci: Fields<CiSettings> = {
  provider: oneOf('circleci', 'github-actions'),
  organizationId: uuid,
  projectId: uuid,
  repositoryId: gitHubNumber,
  ownerId: gitHubNumber,
  createProvider: flag,
  imageRepositories: listOf(format.imageRepository),
};

const logins = listOf(format.gitHubLogin);
const right = oneOf('write', 'author', 'admin');
/** All who have some right, or people by their logins. */
const whoMay: Rule = (value, path, report) => {
  if (Array.isArray(value)) return logins(value, path, report);
  return right(value, path, (fault) =>
    report({ ...fault, hint: `${fault.hint} Or a list of logins, such as ['anna'].` }),
  );
};

const control: Fields<ControlSettings> = {
  principal: format.roleArn,
  createProvider: flag,
  word: format.controlWord,
  allow: record({ destroy: whoMay, longKeeps: whoMay, forever: whoMay } satisfies Fields<ControlAllowSettings>),
  longKeepDays: number(0, 3650, 'days'),
  publicLogs: flag,
  slack: slackRule,
};

const promoteFrom: Fields<PromotionSettings> = { bucket: format.bucket };

const cleanup: Fields<CleanupSettings> = {
  graceMinutes: number(0, 43_200, 'minutes'),
  maxDeletions: number(0, 1000, 'previews'),
  maxShare: number(0, 1, '', true),
  protectedBranches: listOf(format.branchPattern),
  maxAgeHours: number(1, 720, 'hours'),
  deletionsAtOnce: number(1, 50, 'previews'),
  maxMinutes: number(1, 1440, 'minutes'),
  expireAfterDays: number(0, 3650, 'days'),
  warnDays: number(0, 365, 'days'),
  maxKeepDays: orForever(number(0, 3650, 'days')),
  removeSkipped: flag,
};

const announce: Fields<AnnounceSettings> = {
  deployments: flag,
  comment: flag,
  commitStatus: flag,
  slack: flag,
  costPerDay: text(
    'what a day costs',
    "Write a short text such as '€ 1.40'.",
    (value) => value.trim() !== '' && value.length <= 80,
  ),
};

const alarms: Fields<AlarmSettings> = {
  email: format.email,
  topic: format.topicArn,
  // CloudWatch looks back a day at most.
  minutes: number(1, 1440, 'minutes'),
  serverErrorsPercent: number(0.01, 100, 'percent', true),
  latencySeconds: number(0.001, 3600, 'seconds', true),
  databaseFreePercent: number(1, 99, 'percent', true),
  databaseConnections: number(1, 100_000, 'connections'),
};

/** Every key that a layer may have. */
export const layerFields: Fields<TargetSettings> = {
  account: format.account,
  region: format.region,
  scheme: oneOf('https', 'http'),
  port: number(1, 65_535, ''),
  routing: oneOf('shared-load-balancer', 'load-balancer', 'single-instance'),
  host: format.host,
  previewDomain: format.previewDomain,
  hostedZoneId: format.hostedZoneId,
  certificateArn: format.certificateArn,
  network: record(network),
  access: record(access),
  services: mapOf(record(service), serviceFault),
  database: orNone(record(database)),
  fileStore: orNone(record(fileStore)),
  accessLogs: flag,
  seed: record(seed),
  skip: listOf(format.branchPattern),
  maxPreviews: number(1, 900, 'previews'),
  terminationProtection: flag,
  healthTimeoutMinutes: number(0.1, 180, 'minutes', true),
  allowBundleResources: flag,
  limits: record(limits),
  ci: record(ci),
  control: record(control),
  rights: rightsRule,
  promoteFrom: record(promoteFrom, {
    required: { bucket: "Set bucket to the output BundleBucket of staging's application stack." },
  }),
  cleanup: record(cleanup),
  sleep: sleepRule,
  announce: record(announce),
  alarms: orNone(record(alarms)),
};

function serviceFault(name: string): { readonly message: string; readonly hint: string } | undefined {
  const fault = serviceNameFault(name);
  if (fault === undefined) return undefined;
  return {
    message: `${show(name)} cannot be the name of a service: it ${fault}`,
    hint: 'Write 1 to 7 lower-case letters and digits, starting with a letter.',
  };
}

/** Why an environment property cannot have this name. */
function propertyNameFault(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (!forms.property.test(name)) {
    return {
      message: `${JSON.stringify(name)} is not the name of an environment property`,
      hint: 'Write letters, digits and underscores, no digit first, 128 at most.',
    };
  }
  const reserved = reservedProperties.find(({ pattern }) => pattern.test(name));
  return (
    reserved && { message: `${name} is set for you: ${reserved.who}`, hint: 'Remove it, or give it another name.' }
  );
}

/** Names of environment properties that this program or Beanstalk sets itself; settings may not use them. */
const reservedProperties: readonly { readonly pattern: RegExp; readonly who: string }[] = [
  { pattern: /^RDS_/, who: 'the database' },
  { pattern: /^PREVIEW_STACKS_/, who: 'the target, its branch, commit and URL' },
  { pattern: /^FILES_BUCKET$/, who: 'the file store' },
  { pattern: /^PORT$/, who: 'the port on which the app must listen' },
];
