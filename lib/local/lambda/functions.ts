/** Settings of a function, as a version keeps them. */
export interface FunctionSettings {
  /** `nodejs22.x` */
  readonly runtime: string;
  /** `index.handler` */
  readonly handler: string;
  /** ARN. */
  readonly role: string;
  readonly description: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  readonly architecture: string;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of a queue that gets what failed for good. @default none */
  readonly deadLetterArn?: string;
  /** @default `/aws/lambda/<name>` */
  readonly logGroup?: string;
}

/** Where the code of a function comes from: an object of a bucket, or the text of a file. */
export type CodeSource =
  | { readonly bucket: string; readonly key: string; readonly version?: string }
  | { readonly text: string };

/** One version of a function: `$LATEST` changes, those with a number do not. */
export interface FunctionVersion extends FunctionSettings {
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly region: string;
  /** SHA-256 of the code in Base64. */
  readonly codeSha256: string;
  /** Bytes of the zip. */
  readonly codeSize: number;
  readonly modifiedAt: number;
  readonly revisionId: string;
}

export interface FunctionAlias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revisionId: string;
}

/** A function with all that belongs to it. */
export interface LambdaFunction {
  readonly arn: string;
  readonly latest: FunctionVersion;
  readonly versions: readonly FunctionVersion[];
  readonly aliases: readonly FunctionAlias[];
  /** Statements of its policy. */
  readonly permissions: readonly Permission[];
  /** @default it has no limit of its own */
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Permission {
  readonly id: string;
  readonly statement: Readonly<Record<string, unknown>>;
}

/** What hands messages of a queue to a function. */
export interface EventSource {
  readonly id: string;
  readonly arn: string;
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Seconds. */
  readonly window: number;
  readonly enabled: boolean;
  readonly reportsFailures: boolean;
  readonly modifiedAt: number;
}

/** What came of one invocation. */
export interface InvocationResult {
  readonly payload: string;
  /** The function failed: the payload says how. @default it did not */
  readonly failed?: boolean;
  /** Of the version that ran. */
  readonly version: string;
  /** Lines of this invocation's log. */
  readonly log: readonly string[];
}

export interface FunctionRequest extends FunctionSettings {
  readonly name: string;
  readonly region: string;
  readonly code: CodeSource;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
}

/** Lambda: functions that run as processes of this machine. Names of functions are names, ARNs, or either with a qualifier. */
export interface Functions {
  /** Throws AwsError ResourceConflictException, InvalidParameterValueException. */
  create(request: FunctionRequest): Promise<LambdaFunction>;
  update(request: FunctionRequest): Promise<LambdaFunction>;
  /** Ends its processes. One that is gone already is a success. */
  delete(name: string): Promise<void>;
  list(): readonly LambdaFunction[];
  /** Throws AwsError ResourceNotFoundException. */
  function(name: string): LambdaFunction;
  /** The version that the name's qualifier, or `qualifier`, leads to. Throws AwsError ResourceNotFoundException. */
  version(name: string, qualifier?: string): FunctionVersion;
  /** Throws AwsError when nothing has changed since the last version. */
  publish(name: string, description?: string): FunctionVersion;
  deleteVersion(name: string, version: string): Promise<void>;
  setAlias(name: string, alias: Omit<FunctionAlias, 'revisionId'>): FunctionAlias;
  deleteAlias(name: string, alias: string): void;
  setPermissions(name: string, permissions: readonly Permission[]): void;
  /** Waits for the answer. Throws AwsError when the function cannot be begun. */
  invoke(name: string, payload: string, options?: { readonly qualifier?: string }): Promise<InvocationResult>;
  /** Tries up to three times and hands what failed to the dead-letter queue. Resolves with the last result, never rejects. */
  invokeLater(
    name: string,
    payload: string,
    options?: { readonly qualifier?: string },
  ): Promise<InvocationResult | undefined>;
  sources(): readonly EventSource[];
  /** Throws AwsError ResourceNotFoundException. */
  source(id: string): EventSource;
  setSource(source: Omit<EventSource, 'arn' | 'modifiedAt'> & { readonly region: string }): EventSource;
  deleteSource(id: string): Promise<void>;
  /** Resolves when nothing of it runs. */
  close(): Promise<void>;
}

/** What the service adds to the state of the cloud. */
export interface LambdaState {
  readonly functions: Functions;
}
