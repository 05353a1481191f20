import type { Socket } from 'node:net';
import { TcpProxy } from '../../http/tcp-proxy';
import type { Place } from '../instance-engine';

/** Passes bytes on to a server that speaks first; a client waits until there is one. */
export class PlainProxy extends TcpProxy {
  constructor(private readonly server: () => Promise<Place>) {
    super();
  }

  protected greet(client: Socket): void {
    client.pause();
    this.server()
      .then((place) => {
        if (!client.destroyed) this.join(client, place);
      })
      .catch(() => client.destroy());
  }
}
