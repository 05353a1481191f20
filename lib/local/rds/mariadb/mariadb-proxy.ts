import type { Socket } from 'node:net';
import { TcpProxy } from '../../http/tcp-proxy';
import type { Place } from '../instance-engine';
import { readFirstAnswer, writeError } from './first-answer';

export interface MariaDbProxyOptions {
  /** Decides in which words a client without TLS is refused. */
  readonly engine: string;
  readonly server: () => Promise<Place>;
  /** Whether clients without TLS are refused. */
  readonly forcesTls: () => boolean;
}

/** Passes bytes on to a server that speaks first, and TLS itself; a client waits until there is one. */
export class MariaDbProxy extends TcpProxy {
  constructor(private readonly options: MariaDbProxyOptions) {
    super();
  }

  protected greet(client: Socket): void {
    client.pause();
    this.options
      .server()
      .then((place) => {
        if (!client.destroyed) this.join(client, place, { gate: (heard) => this.gate(heard, client) });
      })
      .catch(() => client.destroy());
  }

  private gate(heard: Buffer, client: Socket): 'enter' | 'more' | Buffer {
    const said = readFirstAnswer(heard);
    if (said.kind === 'incomplete') return 'more';
    if (said.kind === 'tls' || !this.options.forcesTls()) return 'enter';
    if (said.kind === 'nonsense') return writeError(1043, '08S01', 'Bad handshake');
    const { user, hasPassword } = said;
    // Amazon RDS User Guide: so says RDS for MariaDB, and so says RDS for MySQL.
    return this.options.engine === 'mariadb'
      ? writeError(
          ...([1045, '28000'] as const),
          `Access denied for user '${user}'@'${client.remoteAddress}' (using password: ${hasPassword ? 'YES' : 'NO'})`,
        )
      : writeError(
          ...([3159, 'HY000'] as const),
          'Connections using insecure transport are prohibited while --require_secure_transport=ON.',
        );
  }
}
