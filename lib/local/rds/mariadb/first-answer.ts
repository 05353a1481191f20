/** What a MySQL client says first: it asks for TLS, or logs in. */
export type FirstAnswer =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'tls' }
  | { readonly kind: 'login'; readonly user: string; readonly hasPassword: boolean }
  | { readonly kind: 'nonsense' };

const clientSsl = 0x0800;
/** Header (4 bytes), capabilities (4), the longest packet (4), character set (1), and 23 that say nothing. */
const beforeUser = 36;

/** Reads the packet after the server's greeting (MySQL's protocol 4.1: SSLRequest or HandshakeResponse41). */
export function readFirstAnswer(data: Buffer): FirstAnswer {
  if (data.length < 6) return { kind: 'incomplete' };
  if (data.readUInt16LE(4) & clientSsl) return { kind: 'tls' };
  const end = 4 + data.readUIntLE(0, 3);
  if (end > 65_536) return { kind: 'nonsense' };
  if (data.length < end) return { kind: 'incomplete' };
  const userEnd = data.indexOf(0, beforeUser);
  if (userEnd < 0 || userEnd >= end) return { kind: 'nonsense' };
  return { kind: 'login', user: data.toString('utf8', beforeUser, userEnd), hasPassword: (data[userEnd + 1] ?? 0) > 0 };
}

/** The server's error to that packet. */
export function writeError(code: number, sqlState: string, message: string): Buffer {
  const body = Buffer.from(`\u0000\u0000\u0000#${sqlState}${message}`);
  body[0] = 0xff;
  body.writeUInt16LE(code, 1);
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  // The greeting was 0, the client's packet 1.
  head[3] = 2;
  return Buffer.concat([head, body]);
}
