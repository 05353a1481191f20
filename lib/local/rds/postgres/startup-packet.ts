/** The first words of a PostgreSQL client. */
export type FirstPacket =
  | { readonly kind: 'incomplete' }
  /** It asks for encryption first; `rest` is what came behind. */
  | { readonly kind: 'tls'; readonly rest: Buffer }
  | { readonly kind: 'gss'; readonly rest: Buffer }
  /** It begins TLS without asking (`sslnegotiation=direct`). */
  | { readonly kind: 'handshake' }
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'startup';
      readonly version: number;
      readonly parameters: ReadonlyMap<string, string>;
      readonly rest: Buffer;
    }
  | { readonly kind: 'nonsense' };

const cancelRequest = 80877102;
const tlsRequest = 80877103;
const gssRequest = 80877104;
/** The first byte of TLS; no packet of PostgreSQL's is long enough to begin with it. */
const tlsHandshake = 0x16;

export function readFirstPacket(data: Buffer): FirstPacket {
  if (data[0] === tlsHandshake) {
    return { kind: 'handshake' };
  }
  if (data.length < 8) {
    return { kind: 'incomplete' };
  }
  const length = data.readInt32BE(0);
  if (length < 8 || length > 10_000) {
    return { kind: 'nonsense' };
  }
  if (data.length < length) {
    return { kind: 'incomplete' };
  }
  const code = data.readInt32BE(4);
  const rest = data.subarray(length);
  if (code === tlsRequest) {
    return { kind: 'tls', rest };
  }
  if (code === gssRequest) {
    return { kind: 'gss', rest };
  }
  if (code === cancelRequest) {
    return { kind: 'cancel' };
  }
  if (code >> 16 !== 3) {
    return { kind: 'nonsense' };
  }
  const words = data.subarray(8, length).toString().split('\0');
  const parameters = new Map<string, string>();
  for (let index = 0; index + 1 < words.length && words[index] !== ''; index += 2) {
    parameters.set(words[index] ?? '', words[index + 1] ?? '');
  }
  return { kind: 'startup', version: code, parameters, rest };
}

export function writeStartup(version: number, parameters: ReadonlyMap<string, string>): Buffer {
  const words = [...parameters].flat().map((word) => `${word}\0`);
  const body = Buffer.from(`${words.join('')}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(version, 4);
  return Buffer.concat([head, body]);
}

/** PostgreSQL's FATAL message, after which the server hangs up. */
export function writeRefusal(sqlState: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E', 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
