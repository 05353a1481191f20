import { serviceNameFault } from '../../naming/service-name';
import type {
  CleanupSettings,
  DatabaseSettings,
  FileStoreSettings,
  NetworkSettings,
  SeedSettings,
  ServiceSettings,
  TargetSettings,
} from '../settings';
import * as format from './formats';
import { propertyNameFault } from './property-name';
import { type Fields, listOf, mapOf, orNone, record } from './rule';
import { flag, number, oneOf, text } from './scalar';
import { secretArn } from './secret-arn';
import { show } from './show';

/** What CloudWatch Logs takes (PutRetentionPolicy). */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const service: Fields<ServiceSettings> = {
  platform: format.platform,
  instanceType: format.instanceType,
  instances: record({ min: number(1, 100, 'instances'), max: number(1, 100, 'instances') }),
  healthPath: format.healthPath,
  folder: format.path,
  build: listOf(text('a word of a command', 'Write the program and its arguments as a list of texts.'), 1),
  buildOutput: listOf(format.path),
  bundle: format.path,
  environment: mapOf(
    text('a text', 'Write the value in quotes.', () => true),
    propertyNameFault,
  ),
  secrets: mapOf(secretArn, propertyNameFault),
  deploymentPolicy: oneOf('AllAtOnce', 'Rolling', 'RollingWithAdditionalBatch', 'Immutable'),
  logRetentionDays: oneOf(...retentionDays),
  rootVolumeGiB: number(10, 16_384, 'GiB'),
};

const database: Fields<DatabaseSettings> = {
  engine: oneOf('postgres'),
  version: text('a version with its minor part', "Write a version such as '17.6'.", (value) =>
    /^\d{2}\.\d{1,2}$/.test(value),
  ),
  instanceClass: format.instanceClass,
  storageGiB: number(20, 65_536, 'GiB'),
  name: text(
    'the name of a database',
    "Write lower-case letters, digits and underscores, starting with a letter, 63 at most; 'postgres', 'rdsadmin' and 'template…' are taken.",
    (value) => /^(?!(postgres|rdsadmin|template\d)$)[a-z][a-z0-9_]{0,62}$/.test(value),
  ),
  multiAz: flag,
  backupRetentionDays: number(0, 35, 'days'),
  protect: flag,
};

const fileStore: Fields<FileStoreSettings> = { versioned: flag, retain: flag };

const seed: Fields<SeedSettings> = {
  service: text('the name of a service', 'Write the name of one of the services.'),
  command: text('a command', "Write a command such as 'npm run seed'.", (value) => value.trim() !== ''),
  timeoutMinutes: number(1, 720, 'minutes'),
};

const network: Fields<NetworkSettings> = { vpcId: format.vpcId, instanceSubnets: oneOf('public', 'private') };

const cleanup: Fields<CleanupSettings> = {
  graceMinutes: number(0, 43_200, 'minutes'),
  maxDeletions: number(0, 1000, 'previews'),
  maxShare: number(0, 1, '', true),
  protectedBranches: listOf(format.branchPattern),
  maxAgeHours: number(1, 720, 'hours'),
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
  access: record({ cidrs: listOf(format.cidr, 1) }),
  services: mapOf(record(service), serviceFault),
  database: orNone(record(database)),
  fileStore: orNone(record(fileStore)),
  seed: record(seed),
  skip: listOf(format.branchPattern),
  maxPreviews: number(1, 900, 'previews'),
  terminationProtection: flag,
  healthTimeoutMinutes: number(1, 180, 'minutes'),
  allowBundleResources: flag,
  cleanup: record(cleanup),
};

function serviceFault(name: string): { readonly message: string; readonly hint: string } | undefined {
  // A target has one service so far; further names get their meaning with further services.
  if (name === 'web') return undefined;
  const fault = serviceNameFault(name) ?? 'is not web, the one service there is for now';
  return {
    message: `${show(name)} cannot be the name of a service: it ${fault}`,
    hint: 'Rename it to web, or remove it.',
  };
}
