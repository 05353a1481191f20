import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { openCloudFormation } from '../../../lib/local/cloudformation/cloudformation-service';
import { FaultList } from '../../../lib/local/faults/fault-list';
import { resourceTypes } from '../../../lib/local/services';
import { verifiedClient } from '../rds/verified-client';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

const trust = { Version: '2012-10-17', Statement: [] };
const ref = (Ref: string) => ({ Ref });
const att = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
const passwordOf = (secret: string) => ({
  'Fn::Join': ['', ['{{resolve:secretsmanager:', ref(secret), ':SecretString:password}}']],
});

/** What an environment stack is made of, less the app itself. */
const template = {
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'own', PolicyDocument: trust, Roles: [ref('Role')] },
    },
    Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('Role')] } },
    AppGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'app' } },
    DataGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'database' } },
    Ingress: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: att('DataGroup', 'GroupId'),
        SourceSecurityGroupId: att('AppGroup', 'GroupId'),
        ...{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 },
      },
    },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"username":"app"}',
          GenerateStringKey: 'password',
          ExcludePunctuation: true,
        },
      },
    },
    Database: {
      Type: 'AWS::RDS::DBInstance',
      DeletionPolicy: 'Delete',
      Properties: {
        ...{ Engine: 'postgres', EngineVersion: '17', DBInstanceClass: 'db.t4g.micro', AllocatedStorage: '20' },
        ...{ DBName: 'app', MasterUsername: 'app', MasterUserPassword: passwordOf('Secret') },
        VPCSecurityGroups: [att('DataGroup', 'GroupId')],
      },
    },
    Attachment: {
      Type: 'AWS::SecretsManager::SecretTargetAttachment',
      Properties: { SecretId: ref('Secret'), TargetId: ref('Database'), TargetType: 'AWS::RDS::DBInstance' },
    },
    Record: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        ...{ HostedZoneName: 'localhost.', Name: 'login.localhost', Type: 'A', TTL: '60' },
        ResourceRecords: [att('Database', 'Endpoint.Address')],
      },
    },
  },
  Outputs: { Secret: { Value: ref('Attachment') }, Port: { Value: att('Database', 'Endpoint.Port') } },
};

let small: SmallWorld;
let served: ServedServices;
let cloudFormation: ReturnType<typeof openCloudFormation>;
let client: CloudFormationClient;
beforeEach(async () => {
  small = smallWorld();
  cloudFormation = openCloudFormation(small.world, { types: resourceTypes, faults: new FaultList() });
  served = await serveServices(cloudFormation.service);
  client = new CloudFormationClient(served.client);
});
afterEach(async () => {
  client.destroy();
  await served.close();
  await cloudFormation.close();
  await small.close();
});

test('a stack of database, secret, groups, role and record works while it stands, and leaves nothing behind', async () => {
  const TemplateBody = JSON.stringify(template);
  const created = await client.send(
    new CreateStackCommand({ StackName: 'shop', TemplateBody, Capabilities: ['CAPABILITY_IAM'] }),
  );
  await cloudFormation.idle();
  const StackName = created.StackId;
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName }));
  const failures = StackResources?.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
  expect([Stacks?.[0]?.StackStatus, failures]).toEqual(['CREATE_COMPLETE', []]);
  const { OutputValue: arn = '' } = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Secret') ?? {};
  const { username, password, host, port, dbname } = JSON.parse(small.world.secrets.value(arn));
  const database = verifiedClient(small.world.databases, { user: username, password, host, port, database: dbname });
  await database.connect();
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.end();
  expect(small.world.zones.resolve('login.localhost')).toBe(host);

  await client.send(new DeleteStackCommand({ StackName }));
  await cloudFormation.idle();
  const deleted = await client.send(new DescribeStacksCommand({ StackName }));
  expect(deleted.Stacks?.[0]?.StackStatus).toBe('DELETE_COMPLETE');
  const { databases, secrets, roles, network, zones } = small.world;
  expect([databases.instances(), secrets.list(), roles.roles(), roles.profiles()]).toEqual([[], [], [], []]);
  expect(network.groups().map(({ name }) => name)).toEqual(['default']);
  expect(zones.resolve('login.localhost')).toBeUndefined();
});
