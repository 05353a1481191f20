import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../http/aws-error';
import type { Logs } from '../logs/logs';
import { ProcessRegister } from '../processes/process-register';
import type { ObjectStore } from '../s3/store/object-store';
import type { Queues } from '../sqs/queues';
import type { Journal } from '../state/journal';
import { checkFunction } from './check-function';
import { CodeStore } from './code/code-store';
import { readFunctionName } from './function-name';
import { FunctionRecords } from './function-records';
import type {
  EventSource,
  FunctionAlias,
  FunctionRequest,
  Functions,
  FunctionVersion,
  InvocationResult,
  LambdaFunction,
  Permission,
} from './functions';
import { responsePath } from './response-path';
import { Sandboxes } from './run/sandboxes';
import { SourceReaders } from './source-readers';

export interface FunctionsOptions {
  readonly journal: Journal;
  readonly folder: string;
  readonly accountId: string;
  /** In the ARN of a function that is not there. */
  readonly region: string;
  readonly endpoint: () => string;
  readonly s3: Pick<ObjectStore, 'getObject'>;
  readonly logs: Logs;
  readonly queues: Queues;
}

/** An asynchronous invocation is tried so often. AWS waits one minute and two between them, the endpoint these milliseconds. */
const pauses = [0, 100, 200];

/** Resolves once what an earlier run left running has ended. */
export async function openFunctions(options: FunctionsOptions): Promise<Functions> {
  const register = new ProcessRegister(join(options.folder, 'lambda'));
  await register.reap();
  return new LocalFunctions(options, register);
}

class LocalFunctions implements Functions {
  private readonly records: FunctionRecords;
  private readonly code: CodeStore;
  private readonly readers: SourceReaders;
  private readonly stopped = new AbortController();
  private boxes: Sandboxes | undefined;

  constructor(
    private readonly options: FunctionsOptions,
    private readonly register: ProcessRegister,
  ) {
    this.records = new FunctionRecords(options.journal, options.accountId, options.region);
    this.code = new CodeStore(options.folder, options.s3);
    this.readers = new SourceReaders(this, options.queues);
    for (const source of this.records.sources()) this.readers.read(source);
  }

  async create(request: FunctionRequest): Promise<LambdaFunction> {
    checkFunction(request.name, request);
    this.records.mustBeNew(request.name);
    return this.records.add(request, await this.code.keep(request.code));
  }

  async update(request: FunctionRequest): Promise<LambdaFunction> {
    checkFunction(request.name, request);
    const former = this.function(request.name).latest;
    const changed = this.records.change(request, await this.code.keep(request.code));
    await this.boxes?.retire(former);
    await this.sweep(former);
    return changed;
  }

  async delete(name: string): Promise<void> {
    const found = this.records.find(name);
    if (!found) return;
    this.records.remove(name);
    const versions = [found.latest, ...found.versions];
    await Promise.all(versions.map((version) => this.boxes?.retire(version, true)));
    for (const version of versions) await this.sweep(version);
  }

  list(): readonly LambdaFunction[] {
    return this.records.list();
  }

  function(name: string): LambdaFunction {
    return this.records.mustHave(readFunctionName(name).name);
  }

  version(name: string, qualifier = readFunctionName(name).qualifier): FunctionVersion {
    return this.records.version(readFunctionName(name).name, qualifier);
  }

  publish(name: string, description?: string): FunctionVersion {
    return this.records.publish(readFunctionName(name).name, description);
  }

  async deleteVersion(name: string, version: string): Promise<void> {
    const removed = this.records.removeVersion(readFunctionName(name).name, version);
    if (removed) {
      await this.boxes?.retire(removed, true);
      await this.sweep(removed);
    }
  }

  setAlias(name: string, alias: Omit<FunctionAlias, 'revisionId'>): FunctionAlias {
    return this.records.setAlias(readFunctionName(name).name, alias);
  }

  deleteAlias(name: string, alias: string): void {
    this.records.removeAlias(readFunctionName(name).name, alias);
  }

  setPermissions(name: string, permissions: readonly Permission[]): void {
    this.records.setPermissions(readFunctionName(name).name, permissions);
  }

  async invoke(
    name: string,
    payload: string,
    { qualifier = readFunctionName(name).qualifier }: { readonly qualifier?: string } = {},
  ): Promise<InvocationResult> {
    return this.run(name, qualifier, payload, randomUUID());
  }

  async invokeLater(
    name: string,
    payload: string,
    { qualifier = readFunctionName(name).qualifier }: { readonly qualifier?: string } = {},
  ): Promise<InvocationResult | undefined> {
    const id = randomUUID();
    let last: InvocationResult | undefined;
    for (const pause of pauses) {
      if (pause > 0) await sleep(pause, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
      if (this.stopped.signal.aborted || !this.records.find(readFunctionName(name).name)) return last;
      last = await this.run(name, qualifier, payload, id).catch(() => undefined);
      if (last && !last.failed) return last;
    }
    this.giveUp(name, payload, id, last);
    return last;
  }

  sources(): readonly EventSource[] {
    return this.records.sources();
  }

  source(id: string): EventSource {
    return this.records.source(id);
  }

  setSource(wanted: Parameters<Functions['setSource']>[0]): EventSource {
    const { timeout } = this.version(wanted.functionArn);
    const queue = this.options.queues.find(wanted.queueArn);
    if (!queue) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist for this wsdl version.`,
      );
    }
    const visibility = Number(queue.attributes.VisibilityTimeout ?? 30);
    if (visibility < timeout) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
      );
    }
    const source = this.records.setSource(wanted);
    this.readers.read(source);
    return source;
  }

  async deleteSource(id: string): Promise<void> {
    this.records.removeSource(id);
    await this.readers.stop(id);
  }

  async close(): Promise<void> {
    this.stopped.abort();
    this.readers.end();
    await this.boxes?.close();
    await this.register.close();
    await this.readers.close();
  }

  private async run(name: string, qualifier: string | undefined, payload: string, id: string) {
    const version = this.version(name, qualifier);
    const { arn, reservedConcurrency } = this.function(name);
    this.boxes ??= new Sandboxes({
      folder: join(this.options.folder, 'lambda', 'temp'),
      register: this.register,
      logs: this.options.logs,
      endpoint: this.options.endpoint(),
      responsePath,
      now: () => this.options.journal.now(),
    });
    if (reservedConcurrency !== undefined && this.boxes.busy(version) >= reservedConcurrency) {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      });
    }
    const called = qualifier === undefined ? arn : `${arn}:${qualifier}`;
    return this.boxes.invoke(version, this.code.folderOf({ sha256: version.codeSha256 }), { id, payload, arn: called });
  }

  private giveUp(name: string, payload: string, id: string, last: InvocationResult | undefined): void {
    const { deadLetterArn } = this.version(name);
    const queue = deadLetterArn === undefined ? undefined : this.options.queues.find(deadLetterArn);
    if (!queue) return;
    const text = (value: string) => ({ DataType: 'String', StringValue: value });
    const message = last === undefined ? '' : String(JSON.parse(last.payload || '{}').errorMessage ?? '');
    this.options.queues.send(queue.name, payload, {
      attributes: {
        RequestID: text(id),
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: text(message.slice(0, 1024) || 'Unknown'),
      },
    });
  }

  /** Removes code that no version has any more. */
  private async sweep({ codeSha256 }: FunctionVersion): Promise<void> {
    const used = this.list().some(({ latest, versions }) =>
      [latest, ...versions].some((version) => version.codeSha256 === codeSha256),
    );
    if (!used) await this.code.remove({ sha256: codeSha256 });
  }
}
