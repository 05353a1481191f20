import type { Documents } from './documents';

export interface Parameter {
  readonly name: string;
  readonly arn: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly version: number;
  readonly description?: string;
  /** @default Standard */
  readonly tier?: 'Advanced';
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

export type ParameterType = 'String' | 'SecureString' | 'StringList';

export interface PutOptions {
  readonly type: ParameterType;
  readonly region: string;
  /** @default the former one */
  readonly description?: string;
  /** `Advanced` and `Intelligent-Tiering` take longer values. @default Standard */
  readonly tier?: string;
}

/** SSM Parameter Store. */
export interface Parameters {
  /** A new version when it is there already. */
  put(name: string, value: string, options: PutOptions): Parameter;
  has(id: string): boolean;
  /** By name or ARN. Throws AwsError ParameterNotFound. */
  get(id: string): Parameter;
  /** By name or ARN. Throws AwsError ParameterNotFound. */
  value(id: string): string;
  list(): readonly Parameter[];
  delete(name: string): void;
}

/** What the service adds to the state of the cloud. */
export interface SsmState {
  readonly documents: Documents;
  readonly parameters: Parameters;
}
