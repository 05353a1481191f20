import type { EventSource, FunctionAlias, FunctionVersion, LambdaFunction } from '../functions';

/** Lambda's time: without a colon in the zone. */
function lambdaTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

export function drawVersion({ arn }: LambdaFunction, version: FunctionVersion, isQualified: boolean): object {
  const { environment, deadLetterArn } = version;
  return {
    FunctionName: version.name,
    FunctionArn: isQualified || version.version !== '$LATEST' ? `${arn}:${version.version}` : arn,
    Runtime: version.runtime,
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.codeSize,
    Description: version.description,
    Timeout: version.timeout,
    MemorySize: version.memory,
    LastModified: lambdaTime(version.modifiedAt),
    CodeSha256: version.codeSha256,
    Version: version.version,
    ...(Object.keys(environment).length > 0 && { Environment: { Variables: environment } }),
    ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterArn } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: version.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [version.architecture],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: version.logGroup ?? `/aws/lambda/${version.name}` },
  };
}

export function drawAlias({ arn }: LambdaFunction, { name, version, description, revisionId }: FunctionAlias): object {
  return {
    ...{ AliasArn: `${arn}:${name}`, Name: name, FunctionVersion: version },
    ...{ Description: description, RevisionId: revisionId },
  };
}

export function drawSource(source: EventSource): object {
  return {
    UUID: source.id,
    BatchSize: source.batchSize,
    MaximumBatchingWindowInSeconds: source.window,
    EventSourceArn: source.queueArn,
    EventSourceMappingArn: source.arn,
    FunctionArn: source.functionArn,
    LastModified: source.modifiedAt / 1000,
    State: source.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: source.reportsFailures ? ['ReportBatchItemFailures'] : [],
  };
}
