import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { guarded, TcpProxy } from '../../http/tcp-proxy';
import { type FirstPacket, readFirstPacket, writeRefusal, writeStartup } from './startup-packet';

export interface InstanceProxyOptions {
  /** Database and user as the instance's clients name them. */
  readonly databaseName: string;
  readonly username: string;
  /** Name of both in the server. */
  readonly innerName: string;
  readonly server: () => Promise<{ readonly host: string; readonly port: number }>;
  readonly secureContext: () => SecureContext;
  /** Whether clients without TLS are refused. */
  readonly forcesTls: () => boolean;
  /** Milliseconds until a client has said who it is, TLS included. @default 60,000, as `authentication_timeout` of PostgreSQL */
  readonly patience?: number;
}

/**
 * An instance's own address. Many instances live in one server, where names of databases and roles are shared; each of them may
 * hold a database `app` of a user `app` all the same: the proxy puts the instance's inner name into a client's first packet and
 * then only passes bytes on. (SCRAM does not look at the name; the server takes the one of that packet.) TLS ends here, since that packet
 * comes inside it.
 */
export class InstanceProxy extends TcpProxy {
  constructor(private readonly options: InstanceProxyOptions) {
    super();
  }

  protected greet(client: Socket): void {
    const limit = setTimeout(() => client.destroy(), this.options.patience ?? 60_000);
    limit.unref();
    client.once('close', () => clearTimeout(limit));
    this.listen(client, undefined, () => clearTimeout(limit));
  }

  /**
   * @param outer the connection that TLS is spoken over. @default none: it is not spoken yet
   * @param known called when the client has said who it is
   */
  private listen(client: Socket, outer: Socket | undefined, known: () => void): void {
    let heard: Buffer = Buffer.alloc(0);
    const hear = guarded(client, (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      let packet = readFirstPacket(heard);
      // There is no Kerberos here; the client asks for something else then, or begins.
      while (packet.kind === 'gss') {
        client.write('N');
        heard = packet.rest;
        packet = readFirstPacket(heard);
      }
      if (packet.kind === 'incomplete') return;
      client.off('data', hear);
      client.pause();
      if (packet.kind === 'tls' || packet.kind === 'handshake') {
        if (outer) client.destroy();
        else this.secure(client, packet, heard, known);
      } else if (packet.kind === 'nonsense') {
        client.destroy();
      } else if (packet.kind === 'cancel') {
        known();
        this.pass(client, heard).catch(() => client.destroy());
      } else {
        known();
        this.lead(client, packet, outer === undefined);
      }
    });
    client.on('data', hear);
    client.resume();
  }

  private secure(
    client: Socket,
    packet: Extract<FirstPacket, { kind: 'tls' | 'handshake' }>,
    heard: Buffer,
    known: () => void,
  ): void {
    // Before we say that we speak TLS: it fails where the authority cannot be read.
    const secureContext = this.options.secureContext();
    if (packet.kind === 'handshake') {
      client.unshift(heard);
    } else if (packet.rest.length > 0) {
      // What somebody put between the request and the handshake would count as said inside TLS (CVE-2021-23214).
      client.end(writeRefusal('08P01', 'received unencrypted data after SSL request'));
      return;
    } else {
      client.write('S');
    }
    const secured = new TLSSocket(client, {
      ...{ isServer: true, secureContext, ALPNProtocols: ['postgresql'] },
    });
    this.hold(secured);
    this.listen(secured, client, known);
  }

  private lead(client: Socket, packet: Extract<FirstPacket, { kind: 'startup' }>, plain: boolean): void {
    const refusal = this.refusal(packet.parameters, plain ? String(client.remoteAddress) : undefined);
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

  /** @param plainFrom where a client without TLS comes from */
  private refusal(parameters: ReadonlyMap<string, string>, plainFrom: string | undefined): Buffer | undefined {
    const user = parameters.get('user') ?? '';
    const database = parameters.get('database') ?? user;
    if (plainFrom !== undefined && this.options.forcesTls()) {
      const words = `no pg_hba.conf entry for host "${plainFrom}", user "${user}", database "${database}", no encryption`;
      return writeRefusal('28000', words);
    }
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
      this.join(client, address, { first });
    }
  }
}
