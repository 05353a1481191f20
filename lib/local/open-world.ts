import { openCertificates } from './acm/open-certificates';
import { openNetwork } from './ec2/open-network';
import { openBeanstalk } from './elastic-beanstalk/open-beanstalk';
import type { AppTiming } from './elastic-beanstalk/timing';
import { openBalancers } from './elbv2/open-balancers';
import { FaultList } from './faults/fault-list';
import { openRoles } from './iam/open-roles';
import { openLogs } from './logs/open-logs';
import { openDatabases } from './rds/open-databases';
import { openZones } from './route53/open-zones';
import type { BucketStore } from './s3/store/bucket-store';
import { openObjectStore } from './s3/store/open-object-store';
import { openSecrets } from './secrets-manager/open-secrets';
import { openQueues } from './sqs/open-queues';
import { openParameters } from './ssm/open-parameters';
import { FileJournal } from './state/file-journal';
import type { World } from './world';

export interface WorldOptions {
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
  readonly endpoint: () => string;
  /** URL of a PostgreSQL server of the user's own. @default one that the endpoint starts itself */
  readonly postgres?: string;
  /** Where a MariaDB server is looked for. @default the usual folders for servers */
  readonly programFolders?: readonly string[];
  /** How patient it is with apps. @default defaultTiming */
  readonly timing?: Partial<AppTiming>;
}

export interface OpenWorld extends World {
  readonly s3: BucketStore;
  /** Stops apps and databases and writes down what is not written yet. */
  close(): Promise<void>;
}

/** Opens everything that exists behind the endpoint, as the folder has it. */
export async function openWorld(options: WorldOptions): Promise<OpenWorld> {
  const journal = new FileJournal(options.folder);
  const kept = { ...options, journal };
  const [s3, databases] = await Promise.all([openObjectStore(kept), openDatabases(kept)]);
  const parts = {
    ...kept,
    faults: new FaultList(),
    ...{ s3, databases },
    zones: openZones(kept),
    balancers: openBalancers(kept),
    network: openNetwork(kept),
    certificates: openCertificates(kept),
    roles: openRoles(kept),
    queues: openQueues(kept),
    secrets: openSecrets(kept),
    parameters: openParameters(kept),
    logs: openLogs(kept),
  };
  const beanstalk = await openBeanstalk(parts).catch(async (error: unknown) => {
    await databases.close();
    throw error;
  });
  return {
    ...parts,
    beanstalk,
    async close() {
      await Promise.all([beanstalk.close(), databases.close()]);
      await s3.close();
      await journal.close();
    },
  };
}
