import { connect, createServer, type Server, type Socket } from 'node:net';

const unavailable = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * Where siblings reach an environment behind an internal balancer: an address and a port, for no resolver of this machine knows
 * the balancer's name. It passes bytes on to the app.
 */
export class InternalDoor {
  private readonly sockets = new Set<Socket>();
  private listener?: Server;
  private retry?: NodeJS.Timeout;
  private closed = false;

  /** @param port where the app listens; undefined while it is down */
  constructor(private readonly port: () => number | undefined) {}

  /** 0 takes any free port; returns the one taken. */
  open(wanted: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const listener = createServer((client) => this.pass(client));
      listener.once('error', reject);
      listener.listen(wanted, '127.0.0.1', () => {
        const address = listener.address();
        this.listener = listener;
        resolve(typeof address === 'object' && address ? address.port : wanted);
      });
      listener.unref();
    });
  }

  /** Siblings were told the port: one that another program holds for the moment is waited for. */
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

  private pass(client: Socket): void {
    this.hold(client);
    const port = this.port();
    if (port === undefined) {
      client.end(unavailable);
      return;
    }
    const app = connect({ host: '127.0.0.1', port, noDelay: true });
    this.hold(app);
    client.pipe(app).pipe(client);
    client.once('close', () => app.destroy());
    app.once('close', () => client.end());
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }
}
