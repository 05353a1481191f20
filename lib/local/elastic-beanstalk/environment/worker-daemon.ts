import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../http/aws-error';
import type { Message, Queues } from '../../sqs/queues';
import { Options } from '../options';
import type { EnvironmentRecord } from '../records';

const namespace = 'aws:elasticbeanstalk:sqsd';
const idleMs = 50;

export interface WorkerDaemonOptions {
  readonly queues: Queues;
  readonly environment: EnvironmentRecord;
  /** Where the app listens; undefined while it is down. */
  readonly port: () => number | undefined;
  /** A message failed; for the log of the instance. */
  readonly onFailure: (words: string) => void;
}

/** Throws AwsError when a worker names no queue, or one that does not exist. */
export function checkWorker(settings: EnvironmentRecord['options'], queues: Queues | undefined): void {
  const url = new Options(settings).get(namespace, 'WorkerQueueURL');
  if (url === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      'The local endpoint makes no queue for a worker by itself: name one in WorkerQueueURL.',
    );
  }
  if (!queues?.find(url)) {
    throw new AwsError(
      'ConfigurationValidationException',
      `Configuration validation exception: Invalid option value (Namespace: '${namespace}', OptionName: 'WorkerQueueURL'): The queue ${url} does not exist.`,
    );
  }
}

/**
 * What Beanstalk's daemon does on the instances of a worker: posts each message to the app, deletes it when the app answers 200,
 * and shows it again otherwise. The queue moves aside what fails too often.
 */
export class WorkerDaemon {
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly options: WorkerDaemonOptions) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    // The message may be gone by now: somebody purged the queue while the app had it.
    const tell = (error: Error) => this.options.onFailure(error.message);
    while (!signal.aborted) {
      const queue = this.options.queues.find(this.get('WorkerQueueURL') ?? '');
      const port = this.options.port();
      if (!queue || port === undefined) {
        await this.pause(idleMs);
        continue;
      }
      const messages = await this.options.queues.receive(queue.name, {
        most: Number(this.get('HttpConnections') ?? '10'),
        visibility: Number(this.get('VisibilityTimeout') ?? '300'),
      });
      await Promise.all(messages.map((message) => this.hand(queue.name, port, message).catch(tell)));
      if (messages.length === 0) {
        await this.pause(idleMs);
      }
    }
  }

  private async hand(queue: string, port: number, message: Message): Promise<void> {
    const { queues, onFailure } = this.options;
    const outcome = await this.post(port, queue, message);
    if (!queues.find(queue)) {
      return;
    }
    if (outcome === 200) {
      queues.remove(queue, message.receipt);
      return;
    }
    const words = typeof outcome === 'number' ? `answered ${outcome}` : outcome;
    onFailure(`Message ${message.id}: POST ${this.path} ${words} (attempt ${message.receiveCount})`);
    queues.hide(queue, message.receipt, Number(this.get('ErrorVisibilityTimeout') ?? '2'));
  }

  /** The status of the app's answer, or what went wrong. Never rejects. */
  private post(port: number, queue: string, message: Message): Promise<number | string> {
    return new Promise<number | string>((resolve) => {
      const asking = request(
        {
          ...{ host: '127.0.0.1', port, path: this.path, method: 'POST', agent: false, signal: this.stopped.signal },
          timeout: 1000 * Number(this.get('InactivityTimeout') ?? '299'),
          headers: {
            'user-agent': 'aws-sqsd/2.0',
            'content-type': this.get('MimeType') ?? 'application/json',
            'content-length': Buffer.byteLength(message.body),
            'x-aws-sqsd-msgid': message.id,
            'x-aws-sqsd-queue': queue,
            'x-aws-sqsd-receive-count': String(message.receiveCount),
            'x-aws-sqsd-first-received-at': new Date(message.firstReceivedAt).toISOString(),
          },
        },
        (response) => {
          response.resume();
          response.on('error', () => undefined);
          resolve(response.statusCode ?? 0);
        },
      );
      asking.on('timeout', () => asking.destroy(new Error('gave no answer in time')));
      asking.on('error', (error) => resolve(`failed: ${error.message}`));
      asking.end(message.body);
      // A path or a type that no request can carry.
    }).catch((error: Error) => `failed: ${error.message}`);
  }

  private get path(): string {
    return this.get('HttpPath') ?? '/';
  }

  private get(optionName: string): string | undefined {
    return new Options(this.options.environment.options).get(namespace, optionName);
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
  }
}
