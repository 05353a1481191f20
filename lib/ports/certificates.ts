/** A certificate of ACM. */
export interface Certificate {
  /** In ACM's words: ISSUED, PENDING_VALIDATION, EXPIRED, FAILED and so on. */
  readonly status: string;
  /** Hosts, and `*.` with a domain. */
  readonly names: readonly string[];
  /** @default it was never issued */
  readonly notAfter?: Date;
}

/** The certificates of the account and region. */
export interface Certificates {
  /** Undefined when the account has none with this ARN in the region. */
  certificate(arn: string): Promise<Certificate | undefined>;
}
