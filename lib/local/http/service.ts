import type { Readable } from 'node:stream';
import type { AwsError } from './aws-error';

/** A request to one AWS service, its envelope already opened. */
export interface ServiceRequest {
  readonly method: string;
  /** Path of the URL, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The region of the signature's scope. */
  readonly region: string;
  /** The body as it arrives; read it once. */
  readonly body: Readable;
  /** The whole body in memory; for everything but objects. */
  text(): Promise<string>;
  /** Unique to the request; sent back as `x-amzn-RequestId`. */
  readonly requestId: string;
  /** `http://127.0.0.1:PORT`, where this endpoint is listening. */
  readonly endpoint: string;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
}

/** One AWS service behind the endpoint: chosen by the service name in the signature's scope (`s3`, `cloudformation`, …). */
export interface Service {
  /** Names in the credential scope that mean this service. */
  readonly scopes: readonly string[];
  /** Names of all operations that it has. */
  readonly operations: readonly string[];
  /** Those that a client sends before it has credentials to sign with. @default none */
  readonly unsignedOperations?: readonly string[];
  /** Name of the operation that a request asks for, for the request log and the faults: `CreateStack`, `PutObject`. */
  operationOf(request: ServiceRequest): Promise<string> | string;
  /** Throws AwsError; `drawError` draws it. */
  handle(request: ServiceRequest): Promise<ServiceResponse>;
  /** An error in the service's protocol; the router also draws faults with it. */
  drawError(error: AwsError, request: ServiceRequest): ServiceResponse;
}
