import { CfnSecurityGroupIngress, type Connections, type IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { databasePorts } from '../../facts/database-ports';
import type { DatabaseField, DatabaseSettings } from '../../settings/settings';
import { setDeletionPolicy } from '../deletion-policy';
import { connectionsOf } from '../network/connections-of';
import { MeasuredDatabase } from '../observe/measured-database';
import { acknowledge } from '../rights/acknowledge';
import { grantTo } from '../rights/instance/instance-principal';
import type { Service } from '../service/service';
import { connectionUrl } from './connection-url';
import { fromSecret } from './database-origin';
import { secretRule } from './database-rules';

/** A database of this app, or one that is there: `Database.fromDatabaseAttributes`. */
export interface IDatabase extends IConstruct, IConnectable, DatabaseMetrics {
  /** RDS's identifier: another one means other data. */
  readonly identifier: string;
  /** Host name under which it listens. */
  readonly endpointAddress: string;
  /** Port on which it listens, as text: CloudFormation may know it first. */
  readonly endpointPort: string;
  /** The group of the instance: what reaches it is let in here. */
  readonly securityGroupId: string;
  /** Full ARN of the secret that holds `username` and `password`. */
  readonly secretArn: string;
  /** Lets a service in. */
  allowFrom(service: Service): void;
  /** Lets a service, or a principal of the CDK, read the credentials. */
  grantCredentials(grantee: IGrantable): void;
  /** Gives a service the way in, the credentials and the properties by which its app finds the database. @throws PreviewError `property-taken` */
  connect(service: Service): void;
}

/** The metrics that RDS publishes of each instance, at no cost. */
type DatabaseMetrics = Pick<
  MeasuredDatabase,
  'metric' | 'metricCPUUtilization' | 'metricDatabaseConnections' | 'metricFreeStorageSpace'
>;

/** What a database gives to those who use it. */
export type DatabaseNaming = Pick<
  DatabaseSettings,
  'engine' | 'name' | 'environment' | 'urlScheme' | 'urlParameters' | 'protect'
>;

/** How services reach a database, be it made here or there before. */
export abstract class DatabaseBase extends MeasuredDatabase implements IDatabase {
  abstract readonly endpointAddress: string;
  abstract readonly endpointPort: string;
  abstract readonly securityGroupId: string;
  abstract readonly secretArn: string;
  protected abstract readonly settings: DatabaseNaming;
  /** The user of whom a URL can be composed. */
  protected abstract readonly user: { readonly name: string; readonly secretArn: string } | undefined;
  /** A key of one's own under which the credentials lie. */
  protected abstract readonly secretKey: IKey | undefined;
  private madeUrl: CfnSecret | undefined;
  private readonly urlReaders = new Set<Service>();
  private readonly letIn = new Set<Service>();
  private madeConnections: Connections | undefined;

  /** The way in, for constructs of the CDK: `database.connections.allowDefaultPortFrom(instance)`. */
  get connections(): Connections {
    this.madeConnections ??= connectionsOf(this, this.securityGroupId, this.port);
    return this.madeConnections;
  }

  /** The port as a number, as far as it is known before CloudFormation runs. */
  protected get port(): number {
    return Number(engines[this.settings.engine].port);
  }

  /**
   * Lets a service in, by its own security group: a rule that named one of Beanstalk's would block the termination of the
   * environment (trap T27).
   */
  allowFrom(service: Service): void {
    if (this.letIn.has(service)) return;
    this.letIn.add(service);
    const id = service.node.tryFindChild('ToDatabase') ? `ToDatabase${this.node.addr.slice(-8)}` : 'ToDatabase';
    const ingress = new CfnSecurityGroupIngress(service, id, {
      groupId: this.securityGroupId,
      sourceSecurityGroupId: service.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: this.port,
      toPort: this.port,
      description: `${engines[this.settings.engine].title} from the instances of a service`,
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
    this.secretKey?.grantDecrypt(grantee);
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
      RDS_PORT: this.endpointPort,
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
      const values = { host: this.endpointAddress, port: this.endpointPort, name: this.settings.name };
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
        password: fromSecret(this.user.secretArn, 'password'),
        host: this.endpointAddress,
        port: this.endpointPort,
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

/** What differs between the engines. */
export const engines: Readonly<Record<DatabaseSettings['engine'], { readonly port: string; readonly title: string }>> =
  {
    postgres: { port: databasePorts.postgres, title: 'PostgreSQL' },
    mysql: { port: databasePorts.mysql, title: 'MySQL' },
    mariadb: { port: databasePorts.mariadb, title: 'MariaDB' },
  };
