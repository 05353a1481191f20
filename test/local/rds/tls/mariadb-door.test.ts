import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { MariaDbProxy } from '../../../../lib/local/rds/mariadb/mariadb-proxy';

/** HandshakeResponse41 of a client: capabilities, then the user, then what proves the password. */
function login(user: string, proof: Buffer, capabilities = 0x0000_a205): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(capabilities, 0);
  const body = Buffer.concat([head, Buffer.from(`${user}\0`), Buffer.from([proof.length]), proof]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 1]), body]);
}
const tlsRequest = login('', Buffer.alloc(0), 0x0000_aa05).subarray(0, 36);

/** Greets and says back what it hears. */
let server: Server;
beforeAll(async () => {
  server = createServer((socket) => {
    socket.write('greeting');
    socket.on('error', () => undefined).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** What comes back for these pieces. */
async function says(pieces: readonly Buffer[], engine: string, forced = true): Promise<string> {
  const { port } = server.address() as { port: number };
  const door = new MariaDbProxy({
    ...{ engine, server: async () => ({ host: '127.0.0.1', port }), forcesTls: () => forced },
  });
  const client = connect(await door.open(0), '127.0.0.1').setNoDelay();
  const heard: Buffer[] = [];
  try {
    const [greeting] = await once(client, 'data');
    expect(String(greeting)).toBe('greeting');
    client.on('data', (chunk) => heard.push(chunk));
    for (const piece of pieces) {
      client.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const wanted = Buffer.concat([...pieces]).length;
    const enough = () => heard.length > 0 && (client.readableEnded || Buffer.concat(heard).length >= wanted);
    while (!enough()) await Promise.race([once(client, 'data'), once(client, 'end')]);
    return Buffer.concat(heard).toString('latin1');
  } finally {
    client.destroy();
    await door.close();
  }
}

test.each([
  ['mariadb', Buffer.alloc(20, 1), "#28000Access denied for user 'app'@'127.0.0.1' (using password: YES)", 1045],
  ['mariadb', Buffer.alloc(0), "#28000Access denied for user 'app'@'127.0.0.1' (using password: NO)", 1045],
  [
    ...['mysql', Buffer.alloc(20, 1)],
    ...['#HY000Connections using insecure transport are prohibited while --require_secure_transport=ON.', 3159],
  ],
] as const)('%s refuses a login without TLS in the words of RDS', async (engine, proof, words, code) => {
  const packet = login('app', proof);
  const refusal = Buffer.from(
    await says([packet.subarray(0, 3), packet.subarray(3, 20), packet.subarray(20)], engine),
    'latin1',
  );
  expect(refusal.subarray(0, 7)).toEqual(Buffer.from([refusal.length - 4, 0, 0, 2, 0xff, code & 0xff, code >> 8]));
  expect(refusal.toString('latin1', 7)).toBe(words);
});

test('a client that asks for TLS comes to the server, and so does a plain one where it may', async () => {
  expect(await says([tlsRequest], 'mariadb')).toBe(tlsRequest.toString('latin1'));
  const packet = login('app', Buffer.alloc(20, 1));
  expect(await says([packet.subarray(0, 5), packet.subarray(5)], 'mysql', false)).toBe(packet.toString('latin1'));
});

test('what is no answer to the greeting is refused', async () => {
  expect(await says([Buffer.alloc(40, 0xff).fill(0, 4)], 'mariadb')).toContain('Bad handshake');
});
