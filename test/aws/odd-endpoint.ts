import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer; `silent` never comes. */
export interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly silent?: boolean;
}

export interface OddRequest {
  readonly url: string;
  readonly method: string;
  /** The operation in the JSON protocols. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An endpoint that says what the test wants, in order; the last answer stays. For answers that no sane endpoint gives. */
export class OddEndpoint {
  /** Bodies of the requests, in order. */
  readonly bodies: string[] = [];
  /** Method and URL of the requests, in order. */
  readonly requests: string[] = [];
  /** Asked before what was said in order; undefined leaves it to that. */
  reply: (request: OddRequest) => Answer | undefined = () => undefined;
  private answers: Answer[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.requests.push(`${request.method} ${request.url}`);
      this.bodies.push(Buffer.concat(chunks).toString('utf8'));
      const said = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? {};
      const target = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      const { url = '', method = '', headers } = request;
      const answer = this.reply({ url, method, target, headers, body: this.bodies.at(-1) ?? '' }) ?? said;
      if (answer.silent) return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'text/xml', ...answer.headers });
      response.end(answer.body ?? '');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  say(...answers: readonly Answer[]): void {
    this.answers = [...answers];
    this.reply = () => undefined;
    this.requests.length = 0;
    this.bodies.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An error in the query protocol of CloudFormation, STS and Beanstalk. */
export function queryError(status: number, code: string, message: string): Answer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  };
}
