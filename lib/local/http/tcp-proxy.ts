import { createServer, type Server, Socket } from 'node:net';

/** A port on 127.0.0.1 that passes bytes on to a server which may move or be down. The class that extends it greets the client. */
export abstract class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private listener?: Server;
  private retry?: NodeJS.Timeout;
  private closed = false;
  private admits: () => boolean = () => true;

  /** Called for each client that connects; `cut` ends its connection already. */
  protected abstract greet(client: Socket): void;

  /** 0 takes any free port; returns the one taken. */
  open(wanted: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const listener = createServer((client) => {
        if (!this.admits()) {
          client.resetAndDestroy();
          return;
        }
        this.hold(client);
        guarded(client, () => this.greet(client))();
      });
      // After it listens too: a system without free files refuses connections, and that is all.
      listener.on('error', reject);
      listener.listen(wanted, '127.0.0.1', () => {
        const address = listener.address();
        this.listener = listener;
        resolve(typeof address === 'object' && address ? address.port : wanted);
      });
      listener.unref();
    });
  }

  /** Clients know the port already. While another program holds it, this tries again every second. */
  async reopen(wanted: number): Promise<void> {
    try {
      await this.open(wanted);
    } catch {
      if (!this.closed) {
        this.retry = setTimeout(() => this.reopen(wanted), 1000);
        this.retry.unref();
      }
    }
  }

  /** While this says no, a client that connects is cut at once; the port stays taken. @default all are let in */
  admitWhile(admits: () => boolean): void {
    this.admits = admits;
  }

  /** Cuts the connections of all clients; the port stays open for new ones. */
  cut(): void {
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.cut();
    const { listener } = this;
    if (listener) {
      await new Promise((resolve) => listener.close(resolve));
    }
  }

  /**
   * Joins a client to where it wants to go, both ways, until one of them ends.
   *
   * @param first goes in before what the client says. @default nothing
   * @param gate hears what the client says first, and lets it in, waits for more, or answers in the server's stead and hangs up. @default all are let in
   */
  protected join(
    client: Socket,
    inside: { readonly host: string; readonly port: number },
    { first, gate }: { readonly first?: Buffer; readonly gate?: (heard: Buffer) => 'enter' | 'more' | Buffer } = {},
  ): void {
    const inner = new Socket();
    // Held first: an address that is none makes connect throw, and what was opened for it must still be cut.
    this.hold(inner);
    inner.connect({ ...inside, noDelay: true });
    client.setNoDelay(true);
    if (first) {
      inner.write(first);
    }
    inner.pipe(client);
    client.once('close', () => inner.destroy());
    inner.once('close', () => client.end());
    if (!gate) {
      client.pipe(inner);
      return;
    }
    let heard: Buffer = Buffer.alloc(0);
    const hear = guarded(client, (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const verdict = gate(heard);
      if (verdict === 'more') return;
      client.off('data', hear);
      if (verdict === 'enter') {
        inner.write(heard);
        client.pipe(inner);
      } else {
        inner.unpipe(client);
        client.end(verdict);
        inner.destroy();
      }
    });
    client.on('data', hear);
    client.resume();
  }

  /** `cut` ends it too. */
  protected hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }
}

/** A throw within it ends this client's connection, and not the endpoint. */
export function guarded<Heard extends readonly unknown[]>(
  client: Socket,
  hear: (...heard: Heard) => void,
): (...heard: Heard) => void {
  return (...heard) => {
    try {
      hear(...heard);
    } catch {
      client.destroy();
    }
  };
}
