export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** `AWSCURRENT`, `AWSPREVIOUS`. */
  readonly stages: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: readonly SecretVersion[];
  readonly createdAt: number;
  readonly changedAt: number;
  /** When it will be gone; set while its deletion is scheduled. */
  readonly deletionAt?: number;
}

/** Secrets Manager. What is kept on disk is readable to its owner alone. */
export interface Secrets {
  /** Returns the ARN, with its random suffix. Throws AwsError ResourceExistsException. */
  create(options: {
    name?: string;
    value: string;
    region: string;
    tags: Readonly<Record<string, string>>;
    description?: string;
  }): string;
  /** A new current version; returns its id. The same value again changes nothing. */
  put(id: string, value: string): string;
  describe(id: string, change: { description?: string; tags?: Readonly<Record<string, string>> }): void;
  /** At once, without a way back, as CloudFormation does. */
  delete(id: string): void;
  /** Returns the time at which it will be gone. */
  scheduleDeletion(id: string, days: number): number;
  restore(id: string): void;
  has(id: string): boolean;
  /** By name, ARN, or ARN without the suffix. Throws AwsError ResourceNotFoundException. */
  get(id: string): Secret;
  list(): readonly Secret[];
  /** By name or ARN; with a JSON key, that field of it. Throws AwsError ResourceNotFoundException. */
  value(id: string, jsonKey?: string): string;
}

/** What the service adds to the state of the cloud. */
export interface SecretsState {
  readonly secrets: Secrets;
}
