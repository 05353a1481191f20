import { setTimeout as sleep } from 'node:timers/promises';
import { drawMessage } from '../sqs/draw-message';
import type { Message, Queues } from '../sqs/queues';
import type { EventSource, Functions } from './functions';

/** A reader looks so often for messages, in milliseconds. */
const idleMs = 50;
/** Lambda begins with so many batches at a time. */
const mostBatches = 5;

type Invokes = Pick<Functions, 'invoke'>;

/** Hands the messages of queues to functions: what was handled is deleted, and what failed is seen again after the queue's visibility timeout. */
export class SourceReaders {
  private readonly running = new Map<string, SourceReader>();

  constructor(
    private readonly functions: Invokes,
    private readonly queues: Queues,
  ) {}

  /** Reads the source from now on, in place of a former one of the same id. */
  read(source: EventSource): void {
    this.running.get(source.id)?.end();
    this.running.delete(source.id);
    if (source.enabled) {
      this.running.set(source.id, new SourceReader(source, this.functions, this.queues));
    }
  }

  async stop(id: string): Promise<void> {
    const reader = this.running.get(id);
    this.running.delete(id);
    reader?.end();
    await reader?.done;
  }

  end(): void {
    for (const reader of this.running.values()) reader.end();
  }

  async close(): Promise<void> {
    this.end();
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }
}

class SourceReader {
  readonly done: Promise<void>;
  private readonly stopped = new AbortController();
  private readonly batches = new Set<Promise<void>>();

  constructor(
    private readonly source: EventSource,
    private readonly functions: Invokes,
    private readonly queues: Queues,
  ) {
    this.done = this.run();
  }

  end(): void {
    this.stopped.abort();
  }

  private async run(): Promise<void> {
    // The queue and the function come after this when the endpoint starts.
    await this.pause(idleMs);
    while (!this.stopped.signal.aborted) {
      const messages = this.batches.size < mostBatches ? await this.gather() : [];
      if (messages.length > 0) {
        // A function that is gone, or throttled, is a failure as any other.
        const batch = this.hand(messages).catch(() => undefined);
        this.batches.add(batch);
        batch.then(() => this.batches.delete(batch));
      } else {
        await this.pause(idleMs);
      }
    }
    await Promise.all(this.batches);
  }

  /** Up to one batch; what comes within the window belongs to it. */
  private async gather(): Promise<readonly Message[]> {
    const { queueArn, batchSize, window } = this.source;
    const found: Message[] = [];
    const until = performance.now() + window * 1000;
    for (;;) {
      const queue = this.queues.find(queueArn);
      if (queue) found.push(...(await this.queues.receive(queue.name, { most: batchSize - found.length })));
      const isOver = performance.now() >= until || this.stopped.signal.aborted;
      if (found.length === 0 || found.length >= batchSize || isOver) return found;
      await this.pause(idleMs);
    }
  }

  private async hand(messages: readonly Message[]): Promise<void> {
    const { functionArn, queueArn, reportsFailures } = this.source;
    const region = queueArn.split(':')[3] ?? '';
    const event = { Records: messages.map((message) => recordOf(message, queueArn, region)) };
    const result = await this.functions.invoke(functionArn, JSON.stringify(event));
    const failed = result.failed ? 'all' : reportsFailures ? failuresIn(result.payload, messages) : [];
    const queue = this.queues.find(queueArn);
    if (!queue || failed === 'all') return;
    for (const { id, receipt } of messages) {
      if (!failed.includes(id)) this.queues.remove(queue.name, receipt);
    }
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
  }
}

function recordOf(message: Message, queueArn: string, region: string): object {
  const drawn = drawMessage(message, { AttributeNames: ['All'], MessageAttributeNames: ['All'] }) as {
    readonly MD5OfBody: string;
    readonly Attributes?: object;
    readonly MessageAttributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  const attributes = Object.entries(drawn.MessageAttributes ?? {}).map(
    ([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        ...{ stringListValues: [], binaryListValues: [], dataType: DataType },
      },
    ],
  );
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: drawn.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: drawn.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

/**
 * Ids of the messages that failed, as ReportBatchItemFailures has them; an answer that cannot be read, or that names none of these messages, fails
 * all: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html; written from memory in November 2026, the page was not at hand.
 */
function failuresIn(payload: string, messages: readonly Message[]): readonly string[] | 'all' {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return 'all';
  }
  const { batchItemFailures } = (answer ?? {}) as { readonly batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) {
    return [];
  }
  if (!Array.isArray(batchItemFailures)) {
    return 'all';
  }
  const ids = batchItemFailures.map((one) => String(one?.itemIdentifier ?? ''));
  return ids.every((id) => messages.some((message) => message.id === id)) ? ids : 'all';
}
