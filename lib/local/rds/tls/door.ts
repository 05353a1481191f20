import { createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from './authority';

/** How an instance is entered: with which certificate, and whether without TLS too. */
export interface Door {
  readonly address: string;
  /** Asked of each client: a parameter group changes it at once. */
  readonly forced: () => boolean;
}

/** `SSL_OP_NO_RENEGOTIATION` of OpenSSL, which Node.js has no name for. PostgreSQL sets it too. */
const noRenegotiation = 0x4000_0000;

/** What TLS needs of an instance; made with the first client that wants it. */
export function secureContextOf(authority: Authority, { address }: Door): () => SecureContext {
  let made: SecureContext | undefined;
  return () => {
    if (!made) {
      const { certificate, key } = authority.certify(address);
      made = createSecureContext({ cert: certificate, key, secureOptions: noRenegotiation });
    }
    return made;
  };
}
