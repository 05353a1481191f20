/** Who may look at a target, and whether search engines may. docs/access.md says what each keeps out. */
export interface AccessSettings {
  /** Networks that may reach the balancer, or the single instance. @default ['0.0.0.0/0'] */
  readonly cidrs: readonly string[];
  /**
   * ARN of a secret (Secrets Manager or SSM) with one password, for the user `preview`. Every public service asks for it; its health path alone stays
   * open. 'none' takes away what an earlier layer says. Not for production. @default none: everybody may look
   */
  readonly password?: string;
  /** ARN of a secret that holds a JSON object, name → password: one for each person. Counts beside `password`. @default none */
  readonly users?: string;
  /** Search engines may list it. Without, each answer says `X-Robots-Tag: noindex, nofollow`. @default true (previews: false) */
  readonly index: boolean;
}
