import type { Random } from '../../cleanup/histories/random';
import { anyRequest, hostOf, type RawRequest, type Target } from './requests';

/** What is sent over one connection, piece by piece, and how the connection ends. */
export interface HostileConnection {
  readonly kind: string;
  readonly pieces: readonly Buffer[];
  /** `wait`: for the first bytes of an answer, a while at the most. */
  readonly end: 'reset' | 'close' | 'wait';
}

type Kind = (random: Random, target: Target) => Pick<HostileConnection, 'pieces'> & Partial<HostileConnection>;

/** The beginning of a TLS handshake. */
const hello = Buffer.from('16030100700100006c0303', 'hex');

const kinds: Readonly<Record<string, Kind>> = {
  whole: (random, target) => ({ pieces: [bytesOf(anyRequest(random, target))], end: random.pick(['wait', 'reset']) }),
  half: (random, target) => {
    const bytes = bytesOf(anyRequest(random, target));
    return { pieces: [bytes.subarray(0, random.below(bytes.length))] };
  },
  headOnly: (random, target) => ({ pieces: [headOf({ ...anyRequest(random, target), body: Buffer.alloc(900) })] }),
  abortedBody: (random, target) => {
    const head = headOf({ ...anyRequest(random, target), method: 'POST', body: Buffer.alloc(900) });
    return { pieces: [head, Buffer.from('{"kind"')], end: random.pick(['reset', 'close']) };
  },
  wrongLength: (random, target) => {
    const length = random.pick(['-1', '1e9', '99999999999999999999', 'x', '3, 4', '0x10', '1']);
    return { pieces: [bytesOf(anyRequest(random, target), [['content-length', length]])] };
  },
  chunked: (random, target) => {
    const { body, ...head } = anyRequest(random, target);
    const chunks = random.pick([
      '5\r\nab',
      'zz\r\n',
      '3\r\nabc\r\n0\r\n\r\n',
      'ffffffffffffffffff\r\n',
      body.toString('latin1'),
    ]);
    return { pieces: [headOf({ ...head, body }, [['transfer-encoding', 'chunked']]), Buffer.from(chunks, 'latin1')] };
  },
  garbage: (random) => ({ pieces: [garbage(random)] }),
  tls: (random) => ({ pieces: [Buffer.concat([hello, garbage(random)])] }),
  pipelined: (random, target) => ({
    pieces: [bytesOf(anyRequest(random, target)), bytesOf(anyRequest(random, target)), garbage(random)],
  }),
  largeHead: (random, target) => {
    const request = anyRequest(random, target);
    const many = Array.from({ length: 3000 }, (_, index) => [`x-${index}`, 'x'] as const);
    const more = random.pick([many, [['x-large', 'x'.repeat(40_000)] as const], [['x-odd', '\x01\x7f'] as const]]);
    return { pieces: [bytesOf({ ...request, headers: [...request.headers, ...more] })] };
  },
  mangled: (random, target) => {
    const bytes = Buffer.from(bytesOf(anyRequest(random, target)));
    for (let times = 1 + random.below(8); times > 0; times -= 1) bytes[random.below(bytes.length)] = random.below(256);
    return { pieces: [bytes] };
  },
  slow: (random, target) => {
    const bytes = bytesOf(anyRequest(random, target));
    const at = random.below(bytes.length);
    return { pieces: [bytes.subarray(0, at), bytes.subarray(at, at + 5), bytes.subarray(at + 5)] };
  },
  expecting: (random, target) => ({
    pieces: [headOf(anyRequest(random, target), [['expect', random.pick(['100-continue', 'wonders'])]])],
  }),
  upgrade: (random, target) => {
    const more = [['connection', 'upgrade'] as const, ['upgrade', random.pick(['websocket', 'h2c', ''])] as const];
    const request = {
      method: 'GET',
      path: '/',
      headers: [['host', hostOf(random, target)] as const],
      body: Buffer.alloc(0),
    };
    return { pieces: [headOf(request, more), ...(random.chance(0.5) ? [garbage(random)] : [])] };
  },
};

const names = Object.keys(kinds);

/** One of every kind in turn; what is in it, and how it ends, is the seed's choice. */
export function hostileConnection(random: Random, target: Target, index: number): HostileConnection {
  const kind = names[index % names.length] ?? '';
  const end = random.pick(['reset', 'reset', 'close', 'wait'] as const);
  return { kind, end, ...(kinds[kind] as Kind)(random, target) };
}

function bytesOf(request: RawRequest, more: RawRequest['headers'] = []): Buffer {
  return Buffer.concat([headOf(request, more), request.body]);
}

function headOf({ method, path, headers, body }: RawRequest, more: RawRequest['headers'] = []): Buffer {
  const length = [['content-length', String(body.length)] as const];
  const saysLength = more.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
  const all = [...headers, ...more, ...(body.length === 0 || saysLength ? [] : length)];
  const lines = [`${method} ${path} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function garbage(random: Random): Buffer {
  return Buffer.from(Array.from({ length: 1 + random.below(200) }, () => random.below(256)));
}
