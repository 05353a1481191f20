/** Secrets Manager. */
export interface Secrets {
  /** Returns the ARN, with its random suffix. */
  create(options: { name?: string; value: string; region: string; tags: Readonly<Record<string, string>> }): string;
  put(arn: string, value: string): void;
  delete(arn: string): void;
  /** By name or ARN; with a JSON key, that field of it. Throws AwsError ResourceNotFoundException. */
  value(id: string, jsonKey?: string): string;
}
