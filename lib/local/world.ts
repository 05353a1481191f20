import type { Certificates } from './acm/certificates';
import type { Network } from './ec2/network';
import type { Beanstalk } from './elastic-beanstalk/beanstalk';
import type { Balancers } from './elbv2/balancers';
import type { Faults } from './faults/faults';
import type { Roles } from './iam/roles';
import type { Logs } from './logs/logs';
import type { Databases } from './rds/databases';
import type { Zones } from './route53/zones';
import type { ObjectStore } from './s3/store/object-store';
import type { Secrets } from './secrets-manager/secrets';
import type { Queues } from './sqs/queues';
import type { Parameters } from './ssm/parameters';
import type { Journal } from './state/journal';

/** Everything that exists behind the endpoint. A service's HTTP face and a resource type both act on the same state here. */
export interface World {
  /** 12 digits. */
  readonly accountId: string;
  /** The region in which things are made when a request names none. */
  readonly region: string;
  /** Where state and files live; a temp folder when none was given. */
  readonly folder: string;
  /** `http://127.0.0.1:PORT`; known once the server listens. */
  readonly endpoint: () => string;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly s3: ObjectStore;
  readonly beanstalk: Beanstalk;
  readonly databases: Databases;
  readonly zones: Zones;
  readonly balancers: Balancers;
  readonly network: Network;
  readonly certificates: Certificates;
  readonly roles: Roles;
  readonly queues: Queues;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly logs: Logs;
}
