import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One connection of a WebSocket, as RFC 6455 has it, for messages of text. */
export class ServerSocket {
  received: (text: string) => void = () => undefined;
  closed: () => void = () => undefined;
  private rest: Buffer = Buffer.alloc(0);

  /** Answers the handshake. */
  constructor(
    request: IncomingMessage,
    private readonly stream: Duplex,
  ) {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    stream.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    stream.on('data', (chunk: Buffer) => this.read(chunk));
    stream.on('close', () => this.closed());
    stream.on('error', () => stream.destroy());
  }

  send(value: unknown): void {
    this.frame(1, Buffer.from(JSON.stringify(value)));
  }

  /** As a network does that goes away. */
  cut(): void {
    this.stream.destroy();
  }

  private frame(code: number, payload: Buffer): void {
    const head =
      payload.length < 126
        ? Buffer.from([0x80 | code, payload.length])
        : Buffer.from([0x80 | code, 126, payload.length >> 8, payload.length & 0xff]);
    if (this.stream.writable) this.stream.write(Buffer.concat([head, payload]));
  }

  private read(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const [first = 0, second = 0] = this.rest;
      const isLong = (second & 0x7f) === 126;
      const head = isLong ? 4 : 2;
      if (this.rest.length < head) return;
      const length = isLong ? this.rest.readUInt16BE(2) : second & 0x7f;
      if (this.rest.length < head + 4 + length) return;
      const mask = this.rest.subarray(head, head + 4);
      const payload = Buffer.from(this.rest.subarray(head + 4, head + 4 + length));
      for (let index = 0; index < length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
      this.rest = this.rest.subarray(head + 4 + length);
      const code = first & 0x0f;
      if (code === 1) this.received(payload.toString('utf8'));
      else if (code === 9) this.frame(10, payload);
      else if (code === 8) {
        this.frame(8, payload);
        this.stream.end();
      }
    }
  }
}
