/** A queue as SQS keeps it. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  /** Under the endpoint that made it. */
  readonly url: string;
  readonly createdAt: number;
  /** @default when it was created */
  readonly modifiedAt?: number;
  /** As they were asked for; those that are not here have SQS's defaults. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface QueueRequest {
  readonly name: string;
  readonly region: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A message as its receiver gets it. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** As they were sent, untouched. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
  /** By which this receiver deletes it. */
  readonly receipt: string;
}

export interface ReceiveOptions {
  /** @default 1 */
  readonly most?: number;
  /** Seconds. @default the queue's own */
  readonly visibility?: number;
  /** How long to wait for the first one, in milliseconds. @default 0 */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/** Standard queues: messages are really kept, hidden while they are worked on, and moved aside when they fail too often. */
export interface Queues {
  /** Throws AwsError. */
  create(request: QueueRequest): Queue;
  change(name: string, attributes: Readonly<Record<string, string>>, tags?: Readonly<Record<string, string>>): Queue;
  delete(name: string): void;
  /** By name, ARN or URL. */
  find(nameOrArnOrUrl: string): Queue | undefined;
  list(): readonly Queue[];
  send(name: string, body: string, more?: { attributes?: Readonly<Record<string, unknown>>; delay?: number }): string;
  receive(name: string, options?: ReceiveOptions): Promise<readonly Message[]>;
  /** A receipt that is known no more is no error, as on SQS. */
  remove(name: string, receipt: string): void;
  /** Seconds from now. Throws AwsError for a receipt that is known no more. */
  hide(name: string, receipt: string, seconds: number): void;
  /** Throws AwsError PurgeQueueInProgress within 60 seconds of the last one. */
  purge(name: string): void;
  counts(name: string): { readonly visible: number; readonly hidden: number; readonly delayed: number };
}

/** What the service adds to the state of the cloud. */
export interface SqsState {
  readonly queues: Queues;
}
