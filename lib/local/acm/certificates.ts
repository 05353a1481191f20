export interface Certificate {
  readonly arn: string;
  readonly domainName: string;
  readonly alternativeNames: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** ACM: recorded. Every certificate counts as issued at once; nothing is encrypted with it. */
export interface Certificates {
  create(options: Omit<Certificate, 'arn' | 'createdAt'> & { region: string }): Certificate;
  change(arn: string, tags: Readonly<Record<string, string>>): void;
  delete(arn: string): void;
  list(): readonly Certificate[];
}

/** What the service adds to the state of the cloud. */
export interface AcmState {
  readonly certificates: Certificates;
}
