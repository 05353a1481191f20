/** Secrets Manager. */
export interface Secrets {
  /** The text of a secret, by its full ARN. */
  read(arn: string): Promise<string>;
}
