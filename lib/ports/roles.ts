/** A statement of a trust policy, whole. A `Sid` alone is left out: it decides nothing. */
export interface TrustStatement {
  readonly effect: string;
  /** By kind (`Federated`, `AWS`); `*` alone is `{ '*': ['*'] }`. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly actions: readonly string[];
  /** By operator (`StringEquals`) and key: the values that fit. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Any other element (`NotAction`), as JSON. */
  readonly others: Readonly<Record<string, string>>;
}

/** The roles of the account. */
export interface Roles {
  /** Whom the role trusts; undefined when there is no such role. */
  trust(roleName: string): Promise<readonly TrustStatement[] | undefined>;
  /** Audiences of an identity provider by its ARN; undefined when the account has none. */
  audiences(providerArn: string): Promise<readonly string[] | undefined>;
}
