import type { Socket } from 'node:net';
import { TcpProxy } from '../../http/tcp-proxy';
import { readFirstPacket, writeRefusal, writeStartup } from './startup-packet';

export interface InstanceProxyOptions {
  /** Database and user as the instance's clients name them. */
  readonly databaseName: string;
  readonly username: string;
  /** Name of both in the server. */
  readonly innerName: string;
  readonly server: () => Promise<{ readonly host: string; readonly port: number }>;
}

/**
 * An instance's own address. Many instances live in one server, where names of databases and roles are shared; each of them may
 * hold a database `app` of a user `app` all the same: the proxy puts the instance's inner name into a client's first packet and
 * then only passes bytes on. (SCRAM does not look at the name; the server takes the one of that packet.)
 */
export class InstanceProxy extends TcpProxy {
  constructor(private readonly options: InstanceProxyOptions) {
    super();
  }

  protected greet(client: Socket): void {
    let heard: Buffer = Buffer.alloc(0);
    const hear = (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      let packet = readFirstPacket(heard);
      while (packet.kind === 'encryption') {
        client.write('N');
        heard = packet.rest;
        packet = readFirstPacket(heard);
      }
      if (packet.kind === 'incomplete') {
        return;
      }
      client.off('data', hear);
      client.pause();
      if (packet.kind === 'nonsense') {
        client.destroy();
      } else if (packet.kind === 'cancel') {
        this.pass(client, heard).catch(() => client.destroy());
      } else {
        const refusal = this.refusal(packet.parameters);
        if (refusal) {
          client.end(refusal);
          return;
        }
        const inner = new Map(packet.parameters)
          .set('user', this.options.innerName)
          .set('database', this.options.innerName);
        const first = Buffer.concat([writeStartup(packet.version, inner), packet.rest]);
        this.pass(client, first).catch(() => client.destroy());
      }
    };
    client.on('data', hear);
  }

  private refusal(parameters: ReadonlyMap<string, string>): Buffer | undefined {
    const user = parameters.get('user') ?? '';
    const database = parameters.get('database') ?? user;
    if (user !== this.options.username) {
      return writeRefusal('28P01', `password authentication failed for user "${user}"`);
    }
    if (database !== this.options.databaseName) {
      return writeRefusal('3D000', `database "${database}" does not exist`);
    }
    return undefined;
  }

  private async pass(client: Socket, first: Buffer): Promise<void> {
    let address: { readonly host: string; readonly port: number };
    try {
      address = await this.options.server();
    } catch {
      client.end(writeRefusal('57P03', 'the database system is starting up'));
      return;
    }
    if (!client.destroyed) {
      this.join(client, address, first);
    }
  }
}
