export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** `AWSCURRENT`, `AWSPREVIOUS`, and labels of the user's own. */
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
  /** The day on which it was last read, as milliseconds since 1970. @default it never was */
  readonly accessedAt?: number;
}

export interface PutOptions {
  /** ClientRequestToken: the id of the version. @default one is made up, and the same value again changes nothing */
  readonly token?: string | undefined;
  /** @default AWSCURRENT */
  readonly stages?: readonly string[] | undefined;
}

/** Secrets Manager. What is kept on disk is readable to its owner alone. */
export interface Secrets {
  /**
   * Returns the ARN, with its random suffix; that of the secret that is there when name, token and value are the same. Throws AwsError
   * ResourceExistsException.
   */
  create(options: {
    name?: string;
    /** @default it has no version yet */
    value?: string;
    token?: string | undefined;
    region: string;
    tags: Readonly<Record<string, string>>;
    description?: string;
  }): string;
  /** A new version, the current one unless stages say otherwise. Throws AwsError for a token that stands for another value. */
  put(id: string, value: string, options?: PutOptions): SecretVersion;
  /** Keeps that it was read today. */
  touch(id: string): void;
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
