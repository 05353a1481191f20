export interface ReadEvent {
  readonly name: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test compares what is in it
  readonly data: any;
}

/** A tab: what comes on a stream, one event after the other. */
export class EventReader {
  private rest = '';

  private constructor(
    readonly status: number,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly connection: AbortController,
  ) {}

  static async open(url: string, cookie: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
    const connection = new AbortController();
    const answer = await fetch(url, { headers: { cookie, ...headers }, signal: connection.signal });
    const body = answer.body as ReadableStream<Uint8Array>;
    return new EventReader(answer.status, body.getReader(), connection);
  }

  /** The next event; undefined when the stream has ended. */
  async next(): Promise<ReadEvent | undefined> {
    for (;;) {
      const end = this.rest.indexOf('\n\n');
      if (end >= 0) {
        const block = this.rest.slice(0, end);
        this.rest = this.rest.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const [name, data, id] = [field('event'), field('data'), field('id')];
        if (name !== undefined) return { name, data: JSON.parse(data ?? ''), ...(id !== undefined && { id }) };
        if (block === ':') return { name: 'heartbeat', data: undefined };
        continue;
      }
      const { done, value } = await this.reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return undefined;
      this.rest += Buffer.from(value ?? []).toString();
    }
  }

  /** The next of a name. */
  async nextOf(name: string): Promise<ReadEvent | undefined> {
    for (;;) {
      const event = await this.next();
      if (event === undefined || event.name === name) return event;
    }
  }

  /** The tab is closed. */
  close(): void {
    this.connection.abort();
  }
}
