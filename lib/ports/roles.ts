/** A statement of a trust policy, as far as it is looked at. */
export interface TrustStatement {
  readonly effect: string;
  /** Every federated principal. */
  readonly federated: readonly string[];
  readonly actions: readonly string[];
  /** By operator (`StringEquals`) and key: the values that fit. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The roles of the account. */
export interface Roles {
  /** Whom the role trusts; undefined when there is no such role. */
  trust(roleName: string): Promise<readonly TrustStatement[] | undefined>;
  /** Audiences of an identity provider by its ARN; undefined when the account has none. */
  audiences(providerArn: string): Promise<readonly string[] | undefined>;
}
