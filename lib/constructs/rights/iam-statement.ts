/** One thing that a role may do, or may not. `because` is for readers and reviewers; IAM never sees it. */
export interface IamStatement {
  /** Letters and digits, unique in its policy. */
  readonly sid: string;
  /** Why the role needs it and, where a resource is `*`, why it cannot be narrower. */
  readonly because: string;
  /** Whether it allows or denies. @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  /** IAM's names of the actions: `s3:GetObject`. */
  readonly actions: readonly string[];
  /** ARNs, `*` for parts of them or for all. */
  readonly resources: readonly string[];
  /** Operator, then key, then its values, as in a policy document. @default none */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document as CloudFormation takes it. */
export interface PolicyDocumentShape {
  readonly Version: '2012-10-17';
  readonly Statement: readonly object[];
}

/** The policy document of these statements. */
export function policyDocument(statements: readonly IamStatement[]): PolicyDocumentShape {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect = 'Allow', actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(conditions && { Condition: conditions }),
    })),
  };
}

/** The trust policy that lets one AWS service take a role. */
export function trustOf(service: string, conditions?: IamStatement['conditions']): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        ...(conditions && { Condition: conditions }),
      },
    ],
  };
}

/** The condition that a key has this value, or one of these. */
export function whenEquals(key: string, value: string | readonly string[]): NonNullable<IamStatement['conditions']> {
  return { StringEquals: { [key]: value } };
}
