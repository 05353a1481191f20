import { S3Client } from '@aws-sdk/client-s3';

/** One call of the program to AWS, as its SDK client was asked for it. */
export interface Call {
  /** The SDK's id of the service, such as `Elastic Beanstalk`. */
  readonly service: string;
  /** Such as `DescribeStacks`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Sent {
  readonly input: Readonly<Record<string, unknown>>;
}

/** What all SDK clients have in common. */
interface AnyClient {
  readonly config: { readonly serviceId: string };
  send(command: Sent, ...rest: readonly unknown[]): Promise<unknown>;
}

/** What an operation answers in place of the endpoint, which has no such thing. */
export type Answers = Readonly<Record<string, () => object>>;

/** Tells every call of every SDK client of this process before it is made. */
export class CallRecorder {
  private readonly common = Object.getPrototypeOf(S3Client.prototype) as AnyClient;
  private readonly send = this.common.send;

  constructor(tell: (call: Call) => void, answers: Answers = {}) {
    const recorder = this;
    this.common.send = function sendAndRecord(this: AnyClient, command, ...rest) {
      const operation = command.constructor.name.replace(/Command$/, '');
      tell({ service: this.config.serviceId, operation, input: command.input });
      const answer = answers[operation];
      return answer ? Promise.resolve(answer()) : recorder.send.call(this, command, ...rest);
    };
  }

  stop(): void {
    this.common.send = this.send;
  }
}
