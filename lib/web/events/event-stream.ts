import type { Clock } from '../../ports/clock';

/** Proxies and browsers give up a connection on which nothing comes for a minute or less. */
const heartbeatMs = 20_000;

/**
 * Server-sent events to one tab. A later event of the same key takes the place of one that has not been sent: a slow tab gets the newest, and
 * nothing grows.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  private readonly waiting = new Map<string, { readonly text: string; readonly sent: () => void }>();
  private readonly over = new AbortController();
  private tab: ReadableStreamDefaultController<Uint8Array> | undefined;
  private unnamed = 0;

  constructor(private readonly clock: Clock) {
    this.body = new ReadableStream<Uint8Array>({
      start: (tab) => {
        this.tab = tab;
      },
      pull: () => this.flush(),
      cancel: () => this.finish(),
    });
    // A browser takes up a lost connection after this many milliseconds.
    void this.put('retry', 'retry: 3000\n\n');
    void this.beat();
  }

  /** Aborted when the tab is gone, or the stream was ended. */
  get ended(): AbortSignal {
    return this.over.signal;
  }

  /**
   * Resolves when it was handed on, or will never be.
   *
   * @param id comes back as `Last-Event-ID`
   * @param key which unsent event it takes the place of. @default none
   */
  send(name: string, data: unknown, { id, key }: { readonly id?: string; readonly key?: string } = {}): Promise<void> {
    const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${name}`, `data: ${JSON.stringify(data)}`];
    this.unnamed += 1;
    return this.put(key ?? `unnamed ${this.unnamed}`, `${lines.join('\n')}\n\n`);
  }

  /** At once: what has not been sent is not sent any more. */
  end(): void {
    if (this.ended.aborted) return;
    this.tab?.close();
    this.finish();
  }

  private put(key: string, text: string): Promise<void> {
    if (this.ended.aborted) return Promise.resolve();
    this.waiting.get(key)?.sent();
    return new Promise((sent) => {
      this.waiting.set(key, { text, sent });
      this.flush();
    });
  }

  private flush(): void {
    for (const [key, { text, sent }] of this.waiting) {
      if ((this.tab?.desiredSize ?? 0) <= 0) return;
      this.waiting.delete(key);
      this.tab?.enqueue(Buffer.from(text));
      sent();
    }
  }

  private finish(): void {
    this.over.abort();
    for (const { sent } of this.waiting.values()) sent();
    this.waiting.clear();
  }

  private async beat(): Promise<void> {
    try {
      for (;;) {
        await this.clock.sleep(heartbeatMs, this.ended);
        void this.put('beat', ':\n\n');
      }
    } catch {
      // The stream has ended.
    }
  }
}
