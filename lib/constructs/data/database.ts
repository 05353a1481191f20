import { CfnDeletionPolicy } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupIngress, type Connections, type IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnSecret, CfnSecretTargetAttachment } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PreviewError } from '../../errors';
import { completeDatabase } from '../../settings/layers/complete';
import type { DatabaseField, DatabaseSettings, DeepPartial } from '../../settings/settings';
import { setDeletionPolicy } from '../deletion-policy';
import { connectionsOf } from '../network/connections-of';
import { MeasuredDatabase } from '../observe/measured-database';
import { acknowledge } from '../rights/acknowledge';
import { grantTo } from '../rights/instance/instance-principal';
import type { Service } from '../service/service';
import { connectionUrl } from './connection-url';
import { fromSecret, origin } from './database-origin';
import { parameterGroupName } from './database-parameters';
import { instanceRules, secretRule } from './database-rules';

/** What a database is made of. */
export interface DatabaseProps {
  /** Engine, version, size and backups. @default a small PostgreSQL that is deleted with its stack */
  readonly settings?: DeepPartial<DatabaseSettings>;
  /** VPC of the instance: `vpc-…`. */
  readonly vpcId: string;
  /** Two at least, in different zones. The instance is private wherever it stands. */
  readonly subnetIds: readonly string[];
}

/**
 * A private, encrypted PostgreSQL, MySQL or MariaDB instance, empty with a generated password, or from a snapshot with its user and either a
 * generated password or its own. What reaches it is connected by name.
 */
export class Database extends MeasuredDatabase implements IConnectable {
  /** Escape hatch: the instance itself. */
  readonly instance: CfnDBInstance;
  /** The group of the instance: `allowFrom` lets others in. */
  readonly securityGroupId: string;
  /** Holds `username` and `password`; it is never rotated. */
  readonly secretArn: string;
  /** Host name at which it answers. */
  readonly endpointAddress: string;
  /** RDS's identifier: another one means other data. */
  readonly identifier: string;
  /** That the instance names; absent when it names none and has RDS's own. */
  readonly parameterGroupName: string | undefined;
  private readonly settings: DatabaseSettings;
  private readonly user: { readonly name: string; readonly secret: CfnSecret } | undefined;
  private madeUrl: CfnSecret | undefined;
  private readonly urlReaders = new Set<Service>();
  private madeConnections: Connections | undefined;

  /** @throws PreviewError `subnets-missing` with fewer than two subnets; `snapshot-username`; `snapshot-unresolved` */
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const settings = completeDatabase(props.settings);
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
    const username = settings.snapshot ? settings.snapshot.username : settings.username;
    const secret = username === undefined ? undefined : this.generateSecret(username, settings.name);
    this.parameterGroupName = parameterGroupName(this, settings);
    this.instance = new CfnDBInstance(this, 'Instance', {
      ...origin(settings, secret),
      engine: settings.engine,
      engineVersion: settings.version,
      // Settings name the minor version: an upgrade by RDS would leave the template behind.
      autoMinorVersionUpgrade: false,
      dbInstanceClass: settings.instanceClass,
      allocatedStorage: String(settings.storageGiB),
      storageType: 'gp3',
      storageEncrypted: true,
      port: engines[settings.engine].port,
      multiAz: settings.multiAz,
      // Never left out: RDS's own default is 1 (trap T24).
      backupRetentionPeriod: settings.backupRetentionDays,
      deleteAutomatedBackups: !settings.protect,
      deletionProtection: settings.protect,
      copyTagsToSnapshot: true,
      publiclyAccessible: false,
      dbParameterGroupName: this.parameterGroupName,
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroups: [group.attrGroupId],
    });
    // A kept instance needs its network and its password: all of them stay or none.
    for (const resource of [group, subnets, this.instance]) setDeletionPolicy(resource, settings.protect);
    if (secret) setDeletionPolicy(secret, settings.protect);
    if (settings.protect) this.instance.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.SNAPSHOT;
    if (secret) {
      new CfnSecretTargetAttachment(this, 'SecretAttachment', {
        secretId: secret.ref,
        targetId: this.instance.ref,
        targetType: 'AWS::RDS::DBInstance',
      });
    }

    acknowledge(this.instance, ...instanceRules(settings));
    if (secret) acknowledge(secret, secretRule);

    this.settings = settings;
    this.user = username === undefined || secret === undefined ? undefined : { name: username, secret };
    this.secretArn = secret?.ref ?? settings.snapshot?.credentials ?? '';
    this.securityGroupId = group.attrGroupId;
    this.endpointAddress = this.instance.attrEndpointAddress;
    this.identifier = this.instance.ref;
  }

  /** The way in, for constructs of the CDK: `database.connections.allowDefaultPortFrom(instance)`. */
  get connections(): Connections {
    this.madeConnections ??= connectionsOf(this, this.securityGroupId, Number(engines[this.settings.engine].port));
    return this.madeConnections;
  }

  /** Not ManageMasterUserPassword: RDS would rotate it every 7 days, and Beanstalk reads a secret only at deploys (trap T25). */
  private generateSecret(username: string, dbname: string): CfnSecret {
    return new CfnSecret(this, 'Secret', {
      description: 'Credentials of the database',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username, dbname }),
        generateStringKey: 'password',
        passwordLength: 32,
        // RDS refuses some punctuation, and what is left breaks connection URLs.
        excludePunctuation: true,
      },
    });
  }

  /**
   * Lets a service in, by its own security group: a rule that named one of Beanstalk's would block the termination of the
   * environment (trap T27).
   */
  allowFrom(service: Service): void {
    const { port, title } = engines[this.settings.engine];
    const ingress = new CfnSecurityGroupIngress(service, 'ToDatabase', {
      groupId: this.securityGroupId,
      sourceSecurityGroupId: service.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: Number(port),
      toPort: Number(port),
      description: `${title} from the instances of a service`,
    });
    // The app connects when it starts.
    service.dependOn(ingress);
  }

  /** Lets a service, or a principal of the CDK, read the credentials. */
  grantCredentials(grantee: IGrantable): void {
    grantTo(grantee, {
      sid: 'DatabaseCredentials',
      because: 'Beanstalk puts user name and password into the environment with the rights of the instance.',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.secretArn],
    });
  }

  /**
   * Gives a service the database: the way in, the credentials, the properties by which Beanstalk's users know it (`RDS_HOSTNAME`,
   * `RDS_PORT`, `RDS_DB_NAME`, `RDS_USERNAME`, `RDS_PASSWORD`), and those that settings name and the service has not by itself, `DATABASE_URL`
   * to begin with. Where the bundle holds the certificates of RDS, it also gets the properties by which clients find them. Settings with `snapshot.credentials` have no URL.
   *
   * @throws PreviewError `property-taken` when the service has a property of such a name
   */
  connect(service: Service): void {
    this.allowFrom(service);
    this.grantCredentials(service);
    service.addProperties({
      RDS_HOSTNAME: this.endpointAddress,
      // Asked of the instance, not of the settings: what listens there decides.
      RDS_PORT: this.instance.attrEndpointPort,
      RDS_DB_NAME: this.settings.name,
    });
    // A suffix picks one key of the secret; platforms from 2026-01-13 understand it (trap T17).
    service.addSecrets({
      RDS_USERNAME: `${this.secretArn}:username`,
      RDS_PASSWORD: `${this.secretArn}:password`,
    });
    for (const [name, field] of Object.entries(this.settings.environment)) {
      if (field !== 'none' && !service.hasProperty(name)) this.give(service, name, field);
    }
    for (const [name, value] of Object.entries(service.certificateProperties(this.settings.engine))) {
      if (!service.hasProperty(name)) service.addProperties({ [name]: value });
    }
  }

  private give(service: Service, name: string, field: DatabaseField): void {
    if (field === 'url') {
      this.giveUrl(service, name);
    } else if (field === 'username' || field === 'password') {
      service.addSecrets({ [name]: `${this.secretArn}:${field}` });
    } else {
      const values = { host: this.endpointAddress, port: this.instance.attrEndpointPort, name: this.settings.name };
      service.addProperties({ [name]: values[field] });
    }
  }

  private giveUrl(service: Service, name: string): void {
    const secret = this.urlSecret();
    if (!secret) return;
    // Said once, however many names it has.
    if (!this.urlReaders.has(service)) {
      this.urlReaders.add(service);
      service.grant({
        sid: 'DatabaseUrl',
        because: 'Beanstalk puts the URL, its password in it, into the environment with the rights of the instance.',
        actions: ['secretsmanager:GetSecretValue'],
        resources: [secret.ref],
      });
    }
    service.addSecrets({ [name]: secret.ref });
  }

  /**
   * The URL is a secret of its own: with a password in it, it is no plain property. Its name begins like that of the other secret, by which
   * CloudFormation's role for previews may make it.
   */
  private urlSecret(): CfnSecret | undefined {
    if (!this.user || this.madeUrl) return this.madeUrl;
    const { urlScheme, urlParameters, name, protect } = this.settings;
    const secret = new CfnSecret(this, 'SecretUrl', {
      description: 'URL of the database',
      secretString: connectionUrl({
        scheme: urlScheme,
        username: this.user.name,
        password: fromSecret(this.user.secret, 'password'),
        host: this.endpointAddress,
        port: this.instance.attrEndpointPort,
        name,
        parameters: urlParameters,
      }),
    });
    setDeletionPolicy(secret, protect);
    acknowledge(secret, secretRule);
    this.madeUrl = secret;
    return secret;
  }
}

/**
 * What differs between the engines. Ports are not the usual ones, which attackers try first; apps read theirs from `RDS_PORT`. These never
 * change, for another port replaces the instance.
 */
const engines: Readonly<Record<DatabaseSettings['engine'], { readonly port: string; readonly title: string }>> = {
  postgres: { port: '15432', title: 'PostgreSQL' },
  mysql: { port: '13306', title: 'MySQL' },
  mariadb: { port: '13306', title: 'MariaDB' },
};
