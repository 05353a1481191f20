/** What the product asks of a forge. */
export type ForgeRight =
  | 'read branches'
  | 'write deployments'
  | 'write commit statuses'
  | 'write pull-request comments';

export interface ForgeRightFinding {
  readonly right: ForgeRight;
  /** `unknown`: only making something would show it. */
  readonly state: 'granted' | 'missing' | 'unknown';
  /** How that is known, or why it is not; for people. */
  readonly reason: string;
  /** What to do about it, as one sentence. @default nothing is to be done */
  readonly hint?: string;
}

export interface ForgeRateLimit {
  /** Requests an hour. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: Date;
}

/** What the token may do, found out without making anything. */
export interface ForgeRights {
  /** Whom the token stands for; undefined without a token. Throws PreviewError (fault world) when the forge does not say. */
  login(): Promise<string | undefined>;
  /** Throws PreviewError (fault world) when the forge does not say; undefined when it has no limit. */
  rateLimit(): Promise<ForgeRateLimit | undefined>;
  /** One finding for each right, in the order of their names above; a question that fails is `unknown` with its reason. */
  check(): Promise<readonly ForgeRightFinding[]>;
}
