import { openBalancers } from './balancers/open-balancers';
import { openBeanstalk } from './beanstalk/open-beanstalk';
import type { AppTiming } from './beanstalk/timing';
import { openCertificates } from './certificates/open-certificates';
import { openDatabases } from './databases/open-databases';
import { FaultList } from './faults/fault-list';
import { FileJournal } from './file-journal';
import { openLogs } from './logs/open-logs';
import { openNetwork } from './network/open-network';
import { openParameters } from './parameters/open-parameters';
import { openQueues } from './queues/open-queues';
import { openRoles } from './roles/open-roles';
import type { BucketStore } from './s3/bucket-store';
import { openObjectStore } from './s3/open-object-store';
import { openSecrets } from './secrets/open-secrets';
import type { World } from './world';
import { openZones } from './zones/open-zones';

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
