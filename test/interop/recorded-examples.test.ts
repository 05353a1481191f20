import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { runPython } from './run-program';

interface Compared {
  /** Fields of the operation's examples. */
  readonly compared: number;
  readonly lacks: readonly string[];
}

/** Fields of examples that no answer of the endpoint has, by the reason. */
const gaps: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'certificates are validated by DNS, and no authority numbers them': {
    'acm.DescribeCertificate': ['Certificate.DomainValidationOptions[].ValidationEmails', 'Certificate.Serial'],
  },
  'addresses belong to environments, and have no interface in a network': {
    'ec2.DescribeAddresses': [
      ...['Addresses[].AssociationId', 'Addresses[].NetworkInterfaceId', 'Addresses[].NetworkInterfaceOwnerId'],
      ...['Addresses[].PrivateIpAddress', 'Addresses[].PublicIpv4Pool'],
    ],
  },
  'there are no NAT gateways': { 'ec2.DescribeRouteTables': ['RouteTables[].Routes[].NatGatewayId'] },
  'accounts made since October 2024 have no launch configurations': {
    'elasticbeanstalk.DescribeEnvironmentResources': ['EnvironmentResources.LaunchConfigurations[].Name'],
  },
  'IAM sees no use of a role': {
    'iam.GetRole': ['Role.RoleLastUsed.LastUsedDate', 'Role.RoleLastUsed.Region'],
  },
  'databases have no disk, licence or key of their own': {
    'rds.CreateDBSnapshot': snapshot('DBSnapshot', 'Iops', 'KmsKeyId'),
    'rds.DeleteDBSnapshot': snapshot('DBSnapshot', 'Iops', 'KmsKeyId'),
    'rds.DescribeDBSnapshots': snapshot('DBSnapshots[]'),
  },
  'a database has an address and no name in a zone': {
    'rds.DescribeDBInstances': ['DBInstances[].Endpoint.HostedZoneId'],
  },
  'S3 says no name of the owner of an upload (LocalStack, TestS3ListMultipartUploads, 2026-02-21)': {
    's3.ListMultipartUploads': ['Uploads[].Owner.DisplayName'],
  },
  'parameters are neither encrypted nor do they expire, and one user writes all': {
    'ssm.DescribeParameters': [
      ...['Parameters[].KeyId', 'Parameters[].LastModifiedUser', 'Parameters[].Policies'],
      ...['Status', 'Text', 'Type'].map((name) => `Parameters[].Policies[].Policy${name}`),
    ],
  },
  'secrets have no key of their own, do not rotate, and lie in one region': {
    'secretsmanager.DescribeSecret': [
      ...['KmsKeyId', 'LastRotatedDate', 'PrimaryRegion', 'ReplicationStatus'],
      ...['KmsKeyId', 'Region', 'Status', 'StatusMessage'].map((name) => `ReplicationStatus[].${name}`),
      ...['RotationEnabled', 'RotationLambdaARN', 'RotationRules'],
      ...['AutomaticallyAfterDays', 'Duration', 'ScheduleExpression'].map((name) => `RotationRules.${name}`),
    ],
    'secretsmanager.ListSecrets': [
      ...['LastRotatedDate', 'OwningService', 'RotationEnabled', 'RotationRules'].map((name) => `SecretList[].${name}`),
      'SecretList[].RotationRules.AutomaticallyAfterDays',
    ],
  },
};

function snapshot(at: string, ...more: readonly string[]): readonly string[] {
  const names = ['AvailabilityZone', 'IAMDatabaseAuthenticationEnabled', 'LicenseModel', 'OptionGroupName'];
  return [...names, 'ProcessorFeatures', 'StorageType', 'VpcId', ...more].map((name) => `${at}.${name}`);
}

const flat = (all: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(all).flatMap(([operation, paths]) => paths.map((path) => `${operation} ${path}`));

let started: Started;
let folder: string;
let compared: Readonly<Record<string, Compared>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-examples-'));
  started = await start({ region: 'eu-central-1' });
  compared = (await runPython(started.endpoint, folder, 'examples.py')) as typeof compared;
});
afterAll(async () => {
  await started?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('answers have the fields of those in the examples of the AWS CLI, but for gaps that have a reason', () => {
  const lacks = Object.fromEntries(Object.entries(compared).map(([operation, one]) => [operation, one.lacks]));
  expect(flat(lacks).toSorted()).toEqual(Object.values(gaps).flatMap(flat).toSorted());
});

test('hundreds of fields of dozens of operations were compared', () => {
  const counts = Object.values(compared).map((one) => one.compared);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(700);
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(80);
});
