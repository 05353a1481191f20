import type { Construct } from 'constructs';
import { arnPrefix } from './arn-prefix';
import type { IamStatement } from './iam-statement';

/** Wakes databases of previews or puts them to sleep, and waits for it: CloudFormation names them after their stacks. */
export function databaseStatement(
  scope: Construct,
  project: string,
  action: 'rds:StartDBInstance' | 'rds:StopDBInstance',
): IamStatement {
  return {
    sid: 'Databases',
    because:
      'A preview that sleeps has its database stopped; whose it is says its name, which begins with that of its stack.',
    actions: [action, 'rds:DescribeDBInstances'],
    resources: [`${arnPrefix(scope, 'rds')}db:${project}-preview-*`],
  };
}
