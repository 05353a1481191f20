import { BlockList, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Leads connections to an address of a container network on to the same port of 127.0.0.1. It serves the containers of that network alone: other
 * containers, and other machines that have a route to the address, are cut off.
 */
export class HostRelay {
  private readonly allowed = new BlockList();
  private readonly servers = new Map<number, Promise<Server | undefined>>();
  private readonly sockets = new Set<Socket>();

  /** @param subnet `172.18.0.0/16` */
  constructor(
    readonly address: string,
    subnet: string,
  ) {
    const [network = '', bits] = subnet.split('/');
    this.allowed.addSubnet(network, Number(bits), 'ipv4');
  }

  /** Resolves when the port is led on, or answers at the address already. Rejects when the address is not of this machine. */
  async lead(port: number): Promise<void> {
    const open = this.servers.get(port) ?? this.open(port);
    this.servers.set(port, open);
    await open.catch((error: unknown) => {
      this.servers.delete(port);
      throw error;
    });
  }

  async close(): Promise<void> {
    const servers = await Promise.allSettled(this.servers.values());
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(
      servers.map(
        (one) =>
          one.status === 'fulfilled' &&
          new Promise((resolve) => (one.value ? one.value.close(resolve) : resolve(undefined))),
      ),
    );
    this.servers.clear();
  }

  /** Undefined where a program listens at all addresses of the machine, this one included: a container reaches it without us. */
  private open(port: number): Promise<Server | undefined> {
    return new Promise((resolve, reject) => {
      const server = createServer((near) => this.join(near, port));
      // After it listens too: a system without free files refuses connections, and that is all.
      server.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE') resolve(undefined);
        else reject(error);
      });
      server.listen(port, this.address, () => resolve(server));
      server.unref();
    });
  }

  private join(near: Socket, port: number): void {
    if (near.remoteAddress === undefined || !this.allowed.check(near.remoteAddress, 'ipv4')) {
      near.destroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
