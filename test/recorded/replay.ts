import { setTimeout as delay } from 'node:timers/promises';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elasticbeanstalk from '@aws-sdk/client-elastic-beanstalk';
import * as s3 from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import type { Fault } from '../../lib/local/faults/faults';
import { type Started, start } from '../local/start';
import { fieldAt, filled, matcherOf } from './fill';
import type { Answer, Row, Step } from './row';

interface Client {
  send(command: object): Promise<Record<string, unknown>>;
  destroy(): void;
}
type Sdk = Readonly<Record<string, unknown>>;

/** What a call got. Of an error the fields are those of the error itself. */
interface Got {
  readonly status: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly fields: unknown;
}

/** Replays rows against an embedded endpoint of its own. */
export class Replay {
  private constructor(
    private readonly endpoint: Started,
    private readonly clients: Readonly<Record<string, readonly [Client, Sdk]>>,
  ) {}

  static async start(): Promise<Replay> {
    const endpoint = await start();
    const settings = endpoint.client;
    // A body goes as the row has it, without the checksums that the SDK would add.
    const bare = { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' } as const;
    return new Replay(endpoint, {
      cloudformation: [new cloudformation.CloudFormationClient(settings) as Client, cloudformation],
      logs: [new logs.CloudWatchLogsClient(settings) as Client, logs],
      ec2: [new ec2.EC2Client(settings) as Client, ec2],
      elasticbeanstalk: [new elasticbeanstalk.ElasticBeanstalkClient(settings) as Client, elasticbeanstalk],
      s3: [new s3.S3Client({ ...settings, ...bare }) as Client, s3],
      sqs: [new sqs.SQSClient(settings) as Client, sqs],
      ssm: [new ssm.SSMClient(settings) as Client, ssm],
      sts: [new sts.STSClient(settings) as Client, sts],
    });
  }

  async stop(): Promise<void> {
    for (const [client] of Object.values(this.clients)) client.destroy();
    await this.endpoint.stop();
  }

  /** What the row's call got, ready to be held against an answer. */
  async play(row: Row): Promise<(answer: Answer) => void> {
    const name = `row-${row.id.toLowerCase()}`;
    const said: unknown[] = [];
    for (const step of row.given ?? []) {
      const { code, message, fields } = await this.ask(step, { name, said });
      if (code !== undefined) throw new Error(`${row.id}: ${step[0]} failed: ${code}: ${message}`);
      said.push(fields);
    }
    const got = await this.ask(row.call, { name, said });
    return (answer) => {
      const { of, states, absent = [], at = {}, ...plain } = answer;
      expect({ code: undefined, ...got }).toMatchObject(
        matcherOf(filled({ code: undefined, ...plain }, { name, said })) as object,
      );
      for (const [path, value] of Object.entries(at)) {
        expect([path, fieldAt(got.fields, path)]).toEqual([path, matcherOf(filled(value, { name, said }))]);
      }
      for (const path of absent) expect([path, fieldAt(got.fields, path)]).toEqual([path, undefined]);
      if (states !== undefined) expect(statesIn(got.fields, of)).toEqual(matcherOf(filled(states, { name, said })));
    };
  }

  private async ask([action, asked = {}]: Step, known: { name: string; said: readonly unknown[] }): Promise<Got> {
    const [service = '', operation = ''] = action.split(':');
    const input = filled(asked, known) as Record<string, unknown>;
    if (typeof input.TemplateBody === 'object') input.TemplateBody = JSON.stringify(input.TemplateBody);
    if (action === 'faults:add') {
      this.endpoint.faults.add(input as unknown as Fault);
      return { status: 200, fields: {} };
    }
    const [client, sdk] = this.clients[service] ?? [];
    if (client === undefined || sdk === undefined) return this.askBare(service, operation, input);
    const Command = sdk[`${operation}Command`] as new (input: object) => object;
    try {
      const { $metadata, Body, ...fields } = await client.send(new Command(input));
      if (Body !== undefined)
        fields.Body = await (Body as { transformToString(): Promise<string> }).transformToString();
      if (service === 'cloudformation') await this.rest(client, input.StackName);
      return { status: ($metadata as { httpStatusCode: number }).httpStatusCode, fields };
    } catch (error) {
      if (!(error instanceof Error && '$metadata' in error)) throw error;
      const { $metadata, $response, ...fields } = error as Record<string, unknown> &
        cloudformation.CloudFormationServiceException;
      // The SDK knows some errors by another name than their code.
      const code = fields.Code ?? error.name;
      return {
        status: $metadata.httpStatusCode,
        code,
        message: error.message,
        fields: { ...fields, name: error.name },
      };
    }
  }

  /** Without an SDK: Secrets Manager, the old protocol of SQS (`sqs-query`), and what an SDK hides of an answer (`sqs-json`, `ssm-json`). */
  private async askBare(service: string, operation: string, input: Record<string, unknown>): Promise<Got> {
    const scope = service.replace(/-.*/, '');
    const old = service === 'sqs-query';
    const headers = {
      authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/eu-central-1/${scope}/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': old ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.1',
      ...(!old && { 'x-amz-target': `${targets[scope]}.${operation}` }),
    };
    const form = new URLSearchParams({
      Action: operation,
      Version: '2012-11-05',
      ...(input as Record<string, string>),
    });
    const body = old ? form.toString() : JSON.stringify(input);
    const answer = await fetch(this.endpoint.endpoint, { method: 'POST', headers, body });
    const text = await answer.text();
    const element = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1];
    const fields = old ? {} : (JSON.parse(text) as Record<string, unknown>);
    const [code, message] = old ? [element('Code'), element('Message')] : [fields.__type, fields.message];
    return {
      ...{ status: answer.status, code, message },
      fields: { ...fields, headers: Object.fromEntries(answer.headers) },
    };
  }

  private async rest(client: Client, StackName: unknown): Promise<void> {
    if (StackName === undefined) return;
    for (;;) {
      const { Stacks = [] } = await client
        .send(new cloudformation.DescribeStacksCommand({ StackName: String(StackName) }))
        .catch(() => ({ Stacks: [] }));
      const [stack] = Stacks as cloudformation.Stack[];
      if (!/(?<!REVIEW)_IN_PROGRESS$/.test(stack?.StackStatus ?? '')) return;
      await delay(5);
    }
  }
}

const targets: Readonly<Record<string, string>> = {
  secretsmanager: 'secretsmanager',
  sqs: 'AmazonSQS',
  ssm: 'AmazonSSM',
};

function statesIn(fields: unknown, of?: string): readonly string[] {
  const { StackEvents = [] } = fields as { StackEvents?: cloudformation.StackEvent[] };
  const who = (event: cloudformation.StackEvent) =>
    event.PhysicalResourceId === event.StackId ? 'stack' : (event.LogicalResourceId ?? '');
  return StackEvents.toReversed()
    .filter((event) => of === undefined || who(event) === of)
    .map((event) => {
      const { ResourceStatus, ResourceStatusReason: reason } = event;
      return `${of === undefined ? `${who(event)} ` : ''}${ResourceStatus}${reason ? ` | ${reason}` : ''}`;
    });
}
