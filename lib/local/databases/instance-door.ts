import { connect, createServer, type Server, type Socket } from 'node:net';
import { readFirstPacket, writeRefusal, writeStartup } from './startup-packet';

export interface DoorOptions {
  /** Database and user as the instance's clients name them. */
  readonly databaseName: string;
  readonly username: string;
  /** Name of both in the server. */
  readonly innerName: string;
  readonly server: () => Promise<{ readonly host: string; readonly port: number }>;
}

/**
 * An instance's own address. Many instances live in one server, where names of databases and roles are shared; each of them may
 * hold a database `app` of a user `app` all the same: the door puts the instance's inner name into a client's first packet and
 * then only passes bytes on. (SCRAM does not look at the name; the server takes the one of that packet.)
 */
export class InstanceDoor {
  private readonly sockets = new Set<Socket>();
  private listener?: Server;
  private retry?: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly options: DoorOptions) {}

  /** 0 takes any free port; returns the one taken. */
  open(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const listener = createServer((client) => this.greet(client));
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', () => {
        const address = listener.address();
        this.listener = listener;
        resolve(typeof address === 'object' && address ? address.port : port);
      });
      listener.unref();
    });
  }

  /** The port is part of what clients were told: one that another program holds for the moment is waited for. */
  async reopen(port: number): Promise<void> {
    try {
      await this.open(port);
    } catch {
      if (!this.closed) {
        this.retry = setTimeout(() => this.reopen(port), 1000);
        this.retry.unref();
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    for (const socket of this.sockets) {
      socket.destroy();
    }
    const { listener } = this;
    if (listener) {
      await new Promise((resolve) => listener.close(resolve));
    }
  }

  private greet(client: Socket): void {
    this.hold(client);
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
        void this.pass(client, heard);
      } else {
        const refusal = this.refusal(packet.parameters);
        if (refusal) {
          client.end(refusal);
          return;
        }
        const inner = new Map(packet.parameters)
          .set('user', this.options.innerName)
          .set('database', this.options.innerName);
        void this.pass(client, Buffer.concat([writeStartup(packet.version, inner), packet.rest]));
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
    if (client.destroyed) {
      return;
    }
    const inner = connect({ ...address, noDelay: true });
    this.hold(inner);
    client.setNoDelay(true);
    inner.write(first);
    client.pipe(inner).pipe(client);
    client.once('close', () => inner.destroy());
    inner.once('close', () => client.end());
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }
}
