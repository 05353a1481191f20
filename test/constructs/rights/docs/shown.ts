/** Names of groups of attacks that show it, or where else it is held when IAM has no say. */
export type Shown = readonly string[] | { readonly elsewhere: string };

export const elsewhere = (text: string): Shown => ({ elsewhere: text });
/** The name of a group about CloudFormation's role for a kind. */
export const of = (kind: string, rest: string) => `CloudFormation's role for ${kind} ${rest}`;
