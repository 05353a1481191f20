import type { Socket } from 'node:net';
import { TcpProxy } from '../../http/tcp-proxy';

const unavailable = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * Where siblings reach an environment behind an internal balancer: an address and a port, for no resolver of this machine knows
 * the balancer's name. It passes bytes on to the app.
 */
export class InternalProxy extends TcpProxy {
  /** @param port where the app listens; undefined while it is down */
  constructor(private readonly port: () => number | undefined) {
    super();
  }

  protected greet(client: Socket): void {
    const port = this.port();
    if (port === undefined) {
      client.end(unavailable);
    } else {
      this.join(client, { host: '127.0.0.1', port });
    }
  }
}
