import { CfnDeletionPolicy } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnSecret, CfnSecretTargetAttachment } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PreviewError } from '../errors';
import type { DatabaseSettings } from '../settings/settings';
import { removal } from './removal';
import type { Service } from './service';

const port = '5432';

export interface DatabaseProps {
  readonly settings: DatabaseSettings;
  readonly vpcId: string;
  /** Two at least, in different zones. The instance is private wherever it stands. */
  readonly subnetIds: readonly string[];
}

/** A private, encrypted PostgreSQL instance with a generated password. Whoever shall reach it is connected by name. */
export class Database extends Construct {
  /** Escape hatch: the instance itself. */
  readonly instance: CfnDBInstance;
  readonly securityGroupId: string;
  /** Holds `username`, `password` and `dbname`, later also `host` and `port`; it is never rotated. */
  readonly secretArn: string;
  readonly endpointAddress: string;
  /** RDS's identifier: another one means other data. */
  readonly identifier: string;
  private readonly databaseName: string;

  /** @throws PreviewError `subnets-missing` with fewer than two subnets */
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { settings } = props;
    if (props.subnetIds.length < 2) {
      throw new PreviewError(
        'subnets-missing',
        `a database needs 2 subnets; ${props.vpcId} has ${props.subnetIds.length}`,
        {
          fault: 'user',
          hint: 'Name a VPC with subnets in two zones in network.vpcId, and run deploy-application again.',
        },
      );
    }
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Database: reached by the services of its own stack only',
      vpcId: props.vpcId,
    });
    const subnets = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'Where the database stands',
      subnetIds: [...props.subnetIds],
    });
    // Not ManageMasterUserPassword: RDS would rotate it every 7 days, and Beanstalk reads a secret only at deploys (trap T25).
    const secret = new CfnSecret(this, 'Secret', {
      description: 'Credentials of the database',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'app', dbname: settings.name }),
        generateStringKey: 'password',
        passwordLength: 32,
        // RDS refuses some punctuation, and what is left breaks connection URLs.
        excludePunctuation: true,
      },
    });
    const fromSecret = (key: string) => `{{resolve:secretsmanager:${secret.ref}:SecretString:${key}}}`;
    this.instance = new CfnDBInstance(this, 'Instance', {
      engine: settings.engine,
      engineVersion: settings.version,
      // Settings name the minor version: an upgrade by RDS would leave the template behind.
      autoMinorVersionUpgrade: false,
      dbInstanceClass: settings.instanceClass,
      allocatedStorage: String(settings.storageGiB),
      storageType: 'gp3',
      storageEncrypted: true,
      dbName: settings.name,
      port,
      masterUsername: fromSecret('username'),
      masterUserPassword: fromSecret('password'),
      multiAz: settings.multiAz,
      // Never left out: RDS's own default is 1 (trap T24).
      backupRetentionPeriod: settings.backupRetentionDays,
      deleteAutomatedBackups: !settings.protect,
      deletionProtection: settings.protect,
      copyTagsToSnapshot: true,
      publiclyAccessible: false,
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroups: [group.attrGroupId],
    });
    // A kept instance needs its network and its password: all of them stay or none.
    for (const resource of [group, subnets, secret, this.instance]) removal(resource, settings.protect);
    if (settings.protect) this.instance.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.SNAPSHOT;
    new CfnSecretTargetAttachment(this, 'SecretAttachment', {
      secretId: secret.ref,
      targetId: this.instance.ref,
      targetType: 'AWS::RDS::DBInstance',
    });

    this.securityGroupId = group.attrGroupId;
    this.secretArn = secret.ref;
    this.endpointAddress = this.instance.attrEndpointAddress;
    this.identifier = this.instance.ref;
    this.databaseName = settings.name;
  }

  /**
   * Lets a service in, by its own security group: a rule that named one of Beanstalk's would block the termination of the
   * environment (trap T27).
   */
  allowFrom(service: Service): void {
    const ingress = new CfnSecurityGroupIngress(service, 'ToDatabase', {
      groupId: this.securityGroupId,
      sourceSecurityGroupId: service.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: Number(port),
      toPort: Number(port),
      description: 'PostgreSQL from the instances of a service',
    });
    // The app connects when it starts.
    service.dependOn(ingress);
  }

  /** Lets the instances of a service read the credentials. */
  grantCredentials(service: Service): void {
    service.grant({
      sid: 'DatabaseCredentials',
      because: 'Beanstalk puts user name and password into the environment with the rights of the instance.',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.secretArn],
    });
  }

  /**
   * Gives a service the database: the way in, the credentials, and the properties by which Beanstalk's users know it
   * (`RDS_HOSTNAME`, `RDS_PORT`, `RDS_DB_NAME`, `RDS_USERNAME`, `RDS_PASSWORD`).
   *
   * @throws PreviewError `property-taken` when the service has a property of such a name
   */
  connect(service: Service): void {
    this.allowFrom(service);
    this.grantCredentials(service);
    service.addProperties({
      RDS_HOSTNAME: this.endpointAddress,
      RDS_PORT: port,
      RDS_DB_NAME: this.databaseName,
    });
    // A suffix picks one key of the secret; platforms from 2026-01-13 understand it (trap T17).
    service.addSecrets({
      RDS_USERNAME: `${this.secretArn}:username`,
      RDS_PASSWORD: `${this.secretArn}:password`,
    });
  }
}
