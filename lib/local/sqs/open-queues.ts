import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import { changedAttributes, checkAttributes, differingAttribute, numberAttribute, redriveOf } from './queue-attributes';
import type { Message, Queue, QueueRequest, Queues, ReceiveOptions } from './queues';
import { invalidParameter, noSuchQueue } from './sqs-error';

const documentName = 'queues';
/** A client that waits for a message looks this often, in milliseconds. */
const lookMs = 20;
/** How long after a purge SQS refuses another one. */
const purgeMs = 60_000;

interface Kept {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sentAt: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number;
  receipt: string;
}

interface KeptQueue {
  queue: Queue;
  messages: Kept[];
  purgedAt?: number;
}

export interface QueuesOptions {
  readonly journal: Journal;
  readonly accountId: string;
  readonly endpoint: () => string;
}

export function openQueues(options: QueuesOptions): Queues {
  return new QueueStore(options);
}

class QueueStore implements Queues {
  private readonly kept: Record<string, KeptQueue>;

  constructor(private readonly options: QueuesOptions) {
    this.kept = options.journal.document<Record<string, KeptQueue>>(documentName, () => ({}));
    // Names of queues may be names that objects have from birth, such as `__proto__`.
    Object.setPrototypeOf(this.kept, null);
  }

  create({ name, region, attributes = {}, tags = {} }: QueueRequest): Queue {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
      throw invalidParameter(
        name.endsWith('.fifo')
          ? 'The local endpoint makes standard queues only, no FIFO queue'
          : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    checkAttributes(attributes);
    const former = this.kept[name]?.queue;
    if (former) {
      const differs = differingAttribute(former.attributes, attributes);
      if (differs === undefined) {
        return former;
      }
      // Recorded: LocalStack, test_create_queue_with_different_attributes_raises_exception, 2024-04-30.
      const message = `A queue already exists with the same name and a different value for attribute ${differs}`;
      throw new AwsError('QueueNameExists', message);
    }
    const { accountId, endpoint } = this.options;
    const arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
    const queue = {
      name,
      arn,
      url: `${endpoint()}/${accountId}/${name}`,
      createdAt: this.options.journal.now(),
      attributes: changedAttributes({}, attributes),
      tags,
    };
    this.kept[name] = { queue, messages: [] };
    this.changed();
    return queue;
  }

  change(name: string, attributes: Readonly<Record<string, string>>, tags?: Readonly<Record<string, string>>): Queue {
    checkAttributes(attributes);
    const kept = this.mustHave(name);
    kept.queue = {
      ...kept.queue,
      attributes: changedAttributes(kept.queue.attributes, attributes),
      modifiedAt: this.options.journal.now(),
      tags: tags ?? kept.queue.tags,
    };
    this.changed();
    return kept.queue;
  }

  delete(name: string): void {
    delete this.kept[name];
    this.changed();
  }

  find(nameOrArnOrUrl: string): Queue | undefined {
    // The port of an endpoint may have changed since a URL was given out.
    const name = nameOrArnOrUrl.slice(Math.max(nameOrArnOrUrl.lastIndexOf('/'), nameOrArnOrUrl.lastIndexOf(':')) + 1);
    return this.kept[name]?.queue;
  }

  list(): readonly Queue[] {
    return Object.values(this.kept).map(({ queue }) => queue);
  }

  send(name: string, body: string, more: Parameters<Queues['send']>[2] = {}): string {
    const { queue, messages } = this.mustHave(name);
    const delay = more.delay ?? numberAttribute(queue.attributes, 'DelaySeconds');
    const id = randomUUID();
    messages.push({
      ...{
        id,
        body,
        attributes: more.attributes ?? {},
        sentAt: this.options.journal.now(),
        visibleAt: this.options.journal.now() + delay * 1000,
      },
      ...{ receiveCount: 0, firstReceivedAt: 0, receipt: '' },
    });
    this.changed();
    return id;
  }

  async receive(name: string, options: ReceiveOptions = {}): Promise<readonly Message[]> {
    // A client waits for real, whatever the time of the journal is.
    const until = performance.now() + (options.waitMs ?? 0);
    for (;;) {
      const messages = this.take(name, options);
      if (messages.length > 0 || performance.now() >= until || options.signal?.aborted) {
        return messages;
      }
      await sleep(lookMs, undefined, { ref: false });
    }
  }

  remove(name: string, receipt: string): void {
    const kept = this.mustHave(name);
    kept.messages = kept.messages.filter((message) => message.receipt !== receipt);
    this.changed();
  }

  hide(name: string, receipt: string, seconds: number): void {
    const message = this.mustHave(name).messages.find((one) => one.receipt === receipt);
    if (!message || receipt === '') {
      throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    message.visibleAt = this.options.journal.now() + seconds * 1000;
    this.changed();
  }

  purge(name: string): void {
    const kept = this.mustHave(name);
    const now = this.options.journal.now();
    if (now - (kept.purgedAt ?? -purgeMs) < purgeMs) {
      const message = `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`;
      throw new AwsError('PurgeQueueInProgress', message, 403);
    }
    kept.messages = [];
    kept.purgedAt = now;
    this.changed();
  }

  counts(name: string): { visible: number; hidden: number; delayed: number } {
    const now = this.options.journal.now();
    const { messages } = this.mustHave(name);
    const waiting = messages.filter(({ visibleAt }) => visibleAt > now);
    const delayed = waiting.filter(({ receiveCount }) => receiveCount === 0).length;
    return { visible: messages.length - waiting.length, hidden: waiting.length - delayed, delayed };
  }

  private take(name: string, { most = 1, visibility }: ReceiveOptions): Message[] {
    const kept = this.mustHave(name);
    this.putAside(kept);
    const now = this.options.journal.now();
    const seconds = visibility ?? numberAttribute(kept.queue.attributes, 'VisibilityTimeout');
    const taken = kept.messages.filter(({ visibleAt }) => visibleAt <= now).slice(0, most);
    for (const message of taken) {
      message.receiveCount += 1;
      message.firstReceivedAt ||= now;
      message.visibleAt = now + seconds * 1000;
      message.receipt = randomUUID();
    }
    if (taken.length > 0) {
      this.changed();
    }
    return taken.map((message) => ({ ...message }));
  }

  /** What was received too often moves to the dead-letter queue, as it would be received once more. */
  private putAside(kept: KeptQueue): void {
    const redrive = redriveOf(kept.queue.attributes);
    const target = redrive && this.find(redrive.deadLetterTargetArn);
    if (!redrive || !target) {
      return;
    }
    const now = this.options.journal.now();
    const failed = kept.messages.filter((one) => one.visibleAt <= now && one.receiveCount >= redrive.maxReceiveCount);
    if (failed.length > 0) {
      kept.messages = kept.messages.filter((message) => !failed.includes(message));
      this.mustHave(target.name).messages.push(
        ...failed.map((message) => ({ ...message, receiveCount: 0, receipt: '' })),
      );
      this.changed();
    }
  }

  private mustHave(name: string): KeptQueue {
    return this.kept[name] ?? noSuchQueue();
  }

  private changed(): void {
    this.options.journal.changed(documentName);
  }
}
