import type { Network } from '../ec2/network';
import type { Balancers } from '../elbv2/balancers';
import type { Faults } from '../faults/faults';
import type { Roles } from '../iam/roles';
import type { Logs } from '../logs/logs';
import type { FreePorts } from '../processes/free-ports';
import type { ProcessRegister } from '../processes/process-register';
import type { ObjectStore } from '../s3/store/object-store';
import type { Secrets } from '../secrets-manager/secrets';
import type { Queues } from '../sqs/queues';
import type { Journal } from '../state/journal';
import type { Containers } from './containers/containers';
import type { ParameterValues } from './instance/app-environment';
import type { PythonEnvironments } from './python/python-environments';
import type { AppTiming } from './timing';

/** The part of the cloud on which Beanstalk stands. */
export interface BeanstalkNeeds {
  readonly accountId: string;
  readonly folder: string;
  /** `http://127.0.0.1:PORT`; asked when an app is started. */
  readonly endpoint: () => string;
  readonly journal: Journal;
  readonly s3: Pick<ObjectStore, 'getObject'>;
  readonly secrets: Secrets;
  readonly parameters: ParameterValues;
  readonly logs: Logs;
  readonly roles: Pick<Roles, 'hasProfile' | 'role'>;
  readonly network: Pick<Network, 'hasSecurityGroup' | 'holdGroups' | 'subnets'>;
  readonly balancers: Balancers;
  /** What Beanstalk must know of RDS, which stands beside it: the certificate, in PEM, by which clients know its instances. */
  readonly databases: { readonly caCertificate: string };
  /** The user's variables for docker or podman: PATH, HOME, DOCKER_HOST and the like. @default the usual PATH alone */
  readonly containerVariables?: Readonly<Record<string, string | undefined>>;
  /** Whether the folder goes when this closes: then the images that were built go, too. @default false */
  readonly isPassing?: boolean;
  /** @default none: workers are refused */
  readonly queues?: Queues;
  /** @default there are none */
  readonly faults?: Pick<Faults, 'instanceDies'>;
  /** Folders in which Pythons are looked for before those of an instance's PATH. @default none */
  readonly programFolders?: readonly string[];
  /** What pip reads of its user's environment. @default nothing */
  readonly pipVariables?: Readonly<Record<string, string>>;
  /** What npm reads of its user's environment. @default nothing */
  readonly npmVariables?: Readonly<Record<string, string>>;
}

/** The same with what Beanstalk brings itself. */
export interface Workshop extends BeanstalkNeeds {
  readonly register: ProcessRegister;
  readonly containers: Containers;
  readonly ports: FreePorts;
  readonly timing: AppTiming;
  readonly python: PythonEnvironments;
}
