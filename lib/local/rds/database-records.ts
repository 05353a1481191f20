import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import { isMySql } from './check-request';
import type { DatabaseGroup, DatabaseGroupKind, DatabaseInstance, DatabaseRequest } from './databases';

const documentName = 'databases';
/** Where instances listen. */
export const ownAddress = '127.0.0.1';

interface Kept {
  readonly instances: Record<string, DatabaseInstance>;
  readonly groups: Record<DatabaseGroupKind, Record<string, DatabaseGroup>>;
}

/** What RDS knows, as data; nothing here touches a server. */
export class DatabaseRecords {
  private readonly kept: Kept;

  constructor(
    protected readonly journal: Journal,
    /** `arn:aws:rds:<region>:<account>` */
    private readonly arn: string,
  ) {
    this.kept = journal.document<Kept>(documentName, () => ({
      instances: {},
      groups: { subgrp: {}, pg: {} },
    }));
  }

  has(identifier: string): boolean {
    return this.instance(identifier) !== undefined;
  }

  instance(identifier: string): DatabaseInstance | undefined {
    return this.kept.instances[identifier.toLowerCase()];
  }

  instances(): readonly DatabaseInstance[] {
    return Object.values(this.kept.instances);
  }

  putGroup(kind: DatabaseGroupKind, group: Omit<DatabaseGroup, 'arn'>): DatabaseGroup {
    const put = { ...group, arn: `${this.arn}:${kind}:${group.name}` };
    this.kept.groups[kind][group.name] = put;
    this.changed();
    return put;
  }

  deleteGroup(kind: DatabaseGroupKind, name: string): void {
    const user = this.instances().find(
      (instance) => (kind === 'subgrp' ? instance.subnetGroup : instance.parameterGroup) === name,
    );
    if (user && kind === 'pg') {
      throw new AwsError(
        'InvalidDBParameterGroupState',
        `One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
      );
    }
    if (user) {
      throw new AwsError(
        'InvalidDBSubnetGroupStateFault',
        `Cannot delete the subnet group '${name}' because at least one database instance: ${user.identifier} is still using it.`,
      );
    }
    delete this.kept.groups[kind][name];
    this.changed();
  }

  groups(kind: DatabaseGroupKind): readonly DatabaseGroup[] {
    return Object.values(this.kept.groups[kind]);
  }

  /** @param place where it listens: an address that leads nowhere when nothing does */
  protected record(
    identifier: string,
    {
      address = ownAddress,
      port,
      remark,
    }: { readonly address?: string; readonly port: number; readonly remark?: string },
    request: Omit<DatabaseRequest, 'password'>,
  ): DatabaseInstance {
    const instance: DatabaseInstance = {
      identifier,
      resourceId: `db-${randomBytes(13).toString('hex').toUpperCase()}`,
      engine: request.engine,
      engineVersion: request.engineVersion ?? (isMySql(request.engine) ? '' : '18'),
      ...(remark !== undefined && { remark }),
      instanceClass: request.instanceClass ?? 'db.t4g.micro',
      allocatedStorage: request.allocatedStorage ?? 20,
      databaseName: request.databaseName,
      username: request.username,
      address,
      port,
      arn: `${this.arn}:db:${identifier}`,
      deletionProtection: request.deletionProtection ?? false,
      securityGroups: request.securityGroups ?? [],
      subnetGroup: request.subnetGroup,
      parameterGroup: request.parameterGroup ?? 'default',
      createdAt: this.journal.now(),
      tags: request.tags,
    };
    return this.put(instance);
  }

  protected amend(identifier: string, change: Partial<DatabaseInstance>): DatabaseInstance {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return this.put({ ...this.mustHave(identifier), ...given });
  }

  protected put(instance: DatabaseInstance): DatabaseInstance {
    this.kept.instances[instance.identifier] = instance;
    this.changed();
    return instance;
  }

  protected forget(identifier: string): void {
    delete this.kept.instances[identifier];
    this.changed();
  }

  protected mustHave(identifier: string): DatabaseInstance {
    const instance = this.instance(identifier);
    if (!instance) {
      throw new AwsError('DBInstanceNotFound', `DBInstance ${identifier} not found.`, 404);
    }
    return instance;
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}
