import { CfnDeletionPolicy } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnSecret, CfnSecretTargetAttachment, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { completeDatabase } from '../../settings/layers/complete';
import type { DatabaseSettings, DeepPartial } from '../../settings/settings';
import { setDeletionPolicy } from '../deletion-policy';
import { oneOf } from '../network/one-of';
import type { Place } from '../network/place';
import { type FoundSubnets, subnetsOf, type VpcIds, type VpcSelection } from '../network/vpc-subnets';
import { acknowledge } from '../rights/acknowledge';
import { fullArnOf } from '../rights/instance/secret-statements';
import { DatabaseBase, engines, type IDatabase } from './database-base';
import { origin } from './database-origin';
import { parameterGroupName } from './database-parameters';
import { instanceRules, secretRule } from './database-rules';
import { type DatabaseAttributes, ImportedDatabase } from './imported-database';

/** What a database is, and where it stands: in a place, in a VPC of the CDK, or by ids. */
export type DatabaseProps = DatabaseOwnProps & ((VpcIds & NoPlace) | (VpcSelection & NoPlace) | DatabaseInPlace);

/** Where a target of an application stack has its database. */
export interface DatabaseInPlace {
  /** `applicationStack.place(target)` or `placeOf(…)`. */
  readonly place: Place;
  readonly vpc?: never;
  readonly vpcId?: never;
}

interface NoPlace {
  readonly place?: never;
}

/** What a database is, wherever it stands. */
export interface DatabaseOwnProps {
  /** What it is. @default a small PostgreSQL that is deleted with its stack */
  readonly settings?: DeepPartial<DatabaseSettings>;
  /**
   * Who the user of a snapshot is: a secret with `username` and `password`, in place of `settings.snapshot.credentials`. @default what settings say
   */
  readonly snapshotCredentials?: ISecret;
}

/**
 * A private, encrypted PostgreSQL, MySQL or MariaDB instance, empty with a generated password, or from a snapshot with its user and either a
 * generated password or its own. What reaches it is connected by name.
 */
export class Database extends DatabaseBase {
  /** Escape hatch: the instance itself. */
  readonly instance: CfnDBInstance;
  /** The group of the instance: `allowFrom` lets others in. */
  readonly securityGroupId: string;
  /** Holds `username` and `password`; it is never rotated. */
  readonly secretArn: string;
  /** Host name at which it answers. */
  readonly endpointAddress: string;
  /** The port, as RDS says it. */
  readonly endpointPort: string;
  /** RDS's identifier: another one means other data. */
  readonly identifier: string;
  /** That the instance names; absent when it names none and has RDS's own. */
  readonly parameterGroupName: string | undefined;
  protected readonly settings: DatabaseSettings;
  protected readonly secretKey: IKey | undefined;
  protected readonly user: { readonly name: string; readonly secretArn: string } | undefined;

  /**
   * A database that is there, of another stack or not made by CloudFormation: services and constructs of the CDK reach it like one of this app.
   * No resource is made but the rules and grants of who reaches it, and a secret for its URL where a service asks for one.
   *
   * @throws PreviewError `property-missing` and `properties-contradict` with neither or both of `securityGroup` and `securityGroupId`, or of `secret`
   * and `secretArn`; `secret-arn-invalid` for a secret that was imported by its name
   */
  static fromDatabaseAttributes(scope: Construct, id: string, attributes: DatabaseAttributes): IDatabase {
    return new ImportedDatabase(scope, id, attributes);
  }

  /**
   * @throws PreviewError `subnets-missing` with fewer than two subnets or subnets in one zone; `property-missing` and `properties-contradict` with
   * neither or both of `vpc` and `vpcId`; `snapshot-username`; `snapshot-unresolved`; `secret-arn-invalid`
   */
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const settings = completeDatabase(withCredentials(props));
    const { vpcId, subnetIds } = networkOf(`the database ${id}`, props);
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Database: reached by the services of its own stack only',
      vpcId,
    });
    const subnets = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'Where the database stands',
      subnetIds: [...subnetIds],
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
    this.secretKey = props.snapshotCredentials?.encryptionKey;
    this.user = username === undefined || secret === undefined ? undefined : { name: username, secretArn: secret.ref };
    this.secretArn = secret?.ref ?? settings.snapshot?.credentials ?? '';
    this.securityGroupId = group.attrGroupId;
    this.endpointAddress = this.instance.attrEndpointAddress;
    // Asked of the instance, not of the settings: what listens there decides.
    this.endpointPort = this.instance.attrEndpointPort;
    this.identifier = this.instance.ref;
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
}

function networkOf(owner: string, props: DatabaseProps): FoundSubnets {
  const { place, vpc, vpcId } = props;
  if (place === undefined) return subnetsOf(owner, props);
  oneOf(owner, { place, vpc });
  oneOf(owner, { place, vpcId });
  return subnetsOf(owner, { vpcId: place.vpcId, subnetIds: place.databaseSubnetIds });
}

function withCredentials({ settings, snapshotCredentials: secret }: DatabaseOwnProps): DeepPartial<DatabaseSettings> {
  if (secret === undefined) return settings ?? {};
  const given = settings?.snapshot?.credentials;
  oneOf('snapshot', { 'settings.snapshot.credentials': given, snapshotCredentials: secret });
  return { ...settings, snapshot: { ...settings?.snapshot, credentials: fullArnOf(secret) } };
}
