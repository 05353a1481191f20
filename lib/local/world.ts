import type { Balancers } from './balancers/balancers';
import type { Beanstalk } from './beanstalk/beanstalk';
import type { Certificates } from './certificates/certificates';
import type { Databases } from './databases/databases';
import type { Faults } from './faults/faults';
import type { Journal } from './journal';
import type { Logs } from './logs/logs';
import type { Network } from './network/network';
import type { Parameters } from './parameters/parameters';
import type { Queues } from './queues/queues';
import type { Roles } from './roles/roles';
import type { ObjectStore } from './s3/object-store';
import type { Secrets } from './secrets/secrets';
import type { Zones } from './zones/zones';

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
