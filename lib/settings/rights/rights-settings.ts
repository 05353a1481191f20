/** What an extension needs of AWS besides what every stack has: docs/extend.md. Only `deploy-application` reads it, so that what a branch writes here gives it nothing. */
export interface RightsSettings {
  /** What CloudFormation may do when it makes the stacks. @default [] */
  readonly stack: readonly RightStatement[];
  /** What the roles in the stacks may have at most (those of instances and of functions), when the template gives it to them. @default [] */
  readonly app: readonly RightStatement[];
  /** Services that may be handed a role of the stacks, such as 'lambda.amazonaws.com', besides those that run instances. @default [] */
  readonly passRolesTo: readonly string[];
  /** Services whose own role (service-linked) may be made in the account, such as 'elasticache.amazonaws.com', besides those of what every stack has. @default [] */
  readonly serviceRoles: readonly string[];
}

/** One thing that is allowed, in IAM's words. `{prefix}` begins all names of the target's kind, such as `shop-preview-`; `{partition}`, `{region}` and `{account}` are those of the stack, `{project}` and `{target}` values of its tags. */
export interface RightStatement {
  /** Why it is needed: it stands in the template. Must be given. */
  readonly because: string;
  /** Actions of IAM, such as 'sns:CreateTopic'. Must be given. */
  readonly actions: readonly string[];
  /** ARNs with `{prefix}` where the name begins, such as 'arn:{partition}:sns:{region}:{account}:{prefix}*'; what has no name of its own by a condition on the tags. Must be given. */
  readonly resources: readonly string[];
  /** Operator → key → value or values, such as { StringEquals: { 'sns:Protocol': 'sqs' } }. @default none */
  readonly conditions?: RightConditions;
}

/** Conditions in IAM's words. */
export type RightConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
