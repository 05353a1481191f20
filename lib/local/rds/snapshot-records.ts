import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import type { DatabaseInstance, DatabaseSnapshot } from './databases';

const documentName = 'database-snapshots';

/** What RDS knows of snapshots, as data; nothing here touches a server. */
export class SnapshotRecords {
  private readonly kept: Record<string, DatabaseSnapshot>;

  constructor(
    private readonly journal: Journal,
    /** `arn:aws:rds:<region>:<account>` */
    private readonly arn: string,
  ) {
    this.kept = journal.document(documentName, () => ({}));
  }

  all(): readonly DatabaseSnapshot[] {
    return Object.values(this.kept);
  }

  /** Throws AwsError when there is none. @param name or ARN */
  mustHave(name: string): DatabaseSnapshot {
    const wanted = name.toLowerCase();
    const found = this.kept[wanted] ?? this.all().find(({ arn }) => arn.toLowerCase() === wanted);
    if (!found) {
      throw new AwsError('DBSnapshotNotFound', `DBSnapshot ${name} not found.`, 404);
    }
    return found;
  }

  /** Throws AwsError for a name that is taken or that RDS does not take. */
  checkName(name: string): void {
    if (!/^[A-Za-z](-?[A-Za-z0-9])*$/.test(name) || name.length > 255) {
      throw new AwsError(
        'InvalidParameterValue',
        'The parameter DBSnapshotIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII ' +
          'letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
      );
    }
    if (this.kept[name.toLowerCase()]) {
      throw new AwsError(
        'DBSnapshotAlreadyExists',
        `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
      );
    }
  }

  record(
    name: string,
    instance: DatabaseInstance,
    more: Pick<DatabaseSnapshot, 'copy' | 'createdAt' | 'tags'>,
  ): DatabaseSnapshot {
    const identifier = name.toLowerCase();
    const { engine, engineVersion, databaseName, username, allocatedStorage, resourceId, port } = instance;
    const snapshot: DatabaseSnapshot = {
      ...{ identifier, engine, engineVersion, databaseName, username, allocatedStorage, resourceId, port },
      instanceIdentifier: instance.identifier,
      instanceCreatedAt: instance.createdAt,
      arn: `${this.arn}:snapshot:${identifier}`,
      ...more,
    };
    this.kept[identifier] = snapshot;
    this.journal.changed(documentName);
    return snapshot;
  }

  forget({ identifier }: DatabaseSnapshot): void {
    delete this.kept[identifier];
    this.journal.changed(documentName);
  }
}
