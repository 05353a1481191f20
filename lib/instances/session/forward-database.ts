import type { LocalPrograms } from '../../ports/local-programs';
import type { Secrets } from '../../ports/secrets';
import type { ForwardedPort } from '../../ports/session-program';
import type { Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { type FoundInstance, findInstance, type InstancePorts, type InstanceWish } from '../find-instance';
import { clientEnvironment, connectionString } from './client-environment';
import { credentialsOf, type DatabaseCredentials, type DatabasePlace, databaseOf, placeOf } from './database-access';
import { inSession, type SessionPorts } from './in-session';

/** What a way to a database asks of the world. */
export type ForwardPorts = InstancePorts &
  SessionPorts & {
    readonly stacks: Pick<Stacks, 'find' | 'resources'>;
    readonly secrets: Secrets;
    readonly programs: LocalPrograms;
  };

/** A port of this machine that leads to the database of a target. */
export interface ForwardRequest extends InstanceWish {
  readonly settings: ResolvedSettings;
  /** Port of this machine. @default a free one */
  readonly localPort?: number | undefined;
  /** A client of the database, with its arguments. @default none: the port stays open until the signal */
  readonly words?: readonly string[] | undefined;
  /** Puts the password on the clipboard. @default false */
  readonly copyPassword?: boolean | undefined;
  /** Called once the port is open. */
  readonly opened: (way: OpenedWay) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A way to a database, for people. */
export interface OpenedWay extends Pick<FoundInstance, 'environmentName' | 'instanceId'> {
  readonly port: number;
  /** Without the password. */
  readonly address: string;
  readonly passwordCopied: boolean;
}

/**
 * Opens a port of this machine that leads through an instance to the database of its target. A client gets address and password in its environment, which
 * no other program sees; the way is closed when it ends.
 *
 * @returns the exit code of the client; 0 without one
 * @throws PreviewError `option-invalid` where there is no database; `plugin-missing` before anything has begun; what the ports throw
 */
export async function forwardDatabase(ports: ForwardPorts, request: ForwardRequest): Promise<number> {
  const { settings, localPort, words, copyPassword = false, opened, signal, ...wish } = request;
  const database = databaseOf(settings);
  await ports.program.check();
  const found = await findInstance(ports, settings, wish);
  const place = placeOf(found.stack, database);
  const credentials = words || copyPassword ? await credentialsOf(ports, found.stack, database) : undefined;
  if (copyPassword && credentials) await ports.programs.copy(credentials.password);
  const parameters = {
    ...{ host: [place.host], portNumber: [place.port] },
    ...(localPort !== undefined && { localPortNumber: [String(localPort)] }),
  };
  const document = 'AWS-StartPortForwardingSessionToRemoteHost';
  const asked = { instanceId: found.instanceId, document, parameters, reason: 'preview-stacks exec --forward' };
  return inSession(ports, asked, async (session) => {
    const way = await ports.program.forward(session, signal);
    try {
      const { environmentName, instanceId } = found;
      const address = connectionString(place, way.port);
      opened({ environmentName, instanceId, port: way.port, address, passwordCopied: copyPassword });
      return await use(ports, way, place, { words, credentials });
    } finally {
      way.close();
    }
  });
}

async function use(
  { programs }: ForwardPorts,
  way: ForwardedPort,
  place: DatabasePlace,
  {
    words,
    credentials,
  }: { readonly words: readonly string[] | undefined; readonly credentials: DatabaseCredentials | undefined },
): Promise<number> {
  if (words && credentials) return programs.run(words, clientEnvironment(place, credentials, way.port));
  await way.ended;
  return 0;
}
