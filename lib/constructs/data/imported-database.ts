import { Connections, type ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { completeDatabase } from '../../settings/layers/complete';
import type { DatabaseSettings, DeepPartial } from '../../settings/settings';
import { oneOf } from '../network/one-of';
import { fullArnOf } from '../rights/instance/secret-statements';
import { DatabaseBase, type DatabaseNaming, engines } from './database-base';

/** What is known of a database that is there: of another stack, or not made by CloudFormation. */
export type DatabaseAttributes = DatabaseFacts & DatabaseGroup & DatabaseCredentials;

/** What an imported database is known by. */
export interface DatabaseFacts {
  /** RDS's identifier of the instance. */
  readonly identifier: string;
  /** Host name under which it listens. */
  readonly endpointAddress: string;
  /** Port on which it listens. @default that of a `Database`: 15432 (PostgreSQL), 13306 (MySQL, MariaDB) */
  readonly port?: number;
  /**
   * How services know it. A URL is composed only when `username` is given, and CloudFormation puts the password into it as it is: it must hold
   * nothing that means something in a URL. Passwords of a `Database` do not. @default a PostgreSQL with the database `app`, and no URL
   */
  readonly settings?: DeepPartial<
    Pick<DatabaseSettings, 'engine' | 'name' | 'username' | 'environment' | 'urlScheme' | 'urlParameters'>
  >;
}

/** The security group of the instance, either way. */
export type DatabaseGroup =
  | { readonly securityGroup: ISecurityGroup; readonly securityGroupId?: never }
  | { /** `sg-…` */ readonly securityGroupId: string; readonly securityGroup?: never };

/** The secret with `username` and `password`, either way. */
export type DatabaseCredentials =
  | { readonly secret: ISecret; readonly secretArn?: never }
  | { /** Full ARN, without a key. */ readonly secretArn: string; readonly secret?: never };

/** A database that is there, which services reach like one of this app. Nothing of it is changed but who may reach it. */
export class ImportedDatabase extends DatabaseBase {
  readonly identifier: string;
  readonly endpointAddress: string;
  readonly endpointPort: string;
  readonly securityGroupId: string;
  readonly secretArn: string;
  protected readonly settings: DatabaseNaming;
  protected readonly secretKey: IKey | undefined;
  protected readonly user: { readonly name: string; readonly secretArn: string } | undefined;
  private readonly groupConnections: Connections | undefined;
  private readonly givenPort: number | undefined;

  constructor(scope: Construct, id: string, attributes: DatabaseAttributes) {
    super(scope, id);
    const { securityGroup, securityGroupId, secret, secretArn, settings, port } = attributes;
    const owner = `the database ${id}`;
    oneOf(owner, { securityGroup, securityGroupId });
    oneOf(owner, { secret, secretArn });
    this.settings = completeDatabase(settings);
    this.identifier = attributes.identifier;
    this.endpointAddress = attributes.endpointAddress;
    this.givenPort = port;
    this.endpointPort = String(this.port);
    this.securityGroupId = securityGroup?.securityGroupId ?? securityGroupId ?? '';
    this.secretArn = fullArnOf(secret ?? secretArn ?? '');
    this.secretKey = secret?.encryptionKey;
    this.user = settings?.username === undefined ? undefined : { name: settings.username, secretArn: this.secretArn };
    this.groupConnections =
      securityGroup && new Connections({ securityGroups: [securityGroup], defaultPort: Port.tcp(this.port) });
  }

  override get connections(): Connections {
    return this.groupConnections ?? super.connections;
  }

  protected override get port(): number {
    return this.givenPort ?? Number(engines[this.settings.engine].port);
  }
}
