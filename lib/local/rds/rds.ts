import type { AwsService } from '../aws-service';
import type { Ec2State } from '../ec2/network';
import type { RdsState } from './databases';
import { type DatabasesOptions, openDatabases } from './open-databases';
import { databasesService } from './rds-service';
import { rdsDbInstance } from './types/db-instance-type';
import { rdsDbParameterGroup } from './types/parameter-group-type';
import { rdsDbSubnetGroup } from './types/subnet-group-type';

export const rds: AwsService<RdsState, DatabasesOptions, RdsState & Ec2State> = {
  name: 'RDS',
  open: async (options) => ({ databases: await openDatabases(options) }),
  close: ({ databases }) => databases.close(),
  wire: databasesService,
  types: [rdsDbInstance, rdsDbParameterGroup, rdsDbSubnetGroup],
};
