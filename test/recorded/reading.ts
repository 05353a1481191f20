import type { Answer } from '../aws/odd-endpoint';

/** What lib/aws makes of one recorded answer, or of several to one call. */
export interface Reading {
  /** As the rows of the endpoint. */
  readonly id: string;
  readonly fact: string;
  readonly ask: Question;
  /** By operation, in order; the last one stays. An operation without one has an empty answer. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  /** The error that the product makes of it, or the value that it reads. */
  readonly refusal?: {
    readonly code: string;
    /** @default 1 */
    readonly exitCode?: number;
    readonly says?: string | RegExp;
    readonly hint?: string | RegExp;
  };
  readonly value?: unknown;
  /** Operations that the product must not ask for then. */
  readonly never?: readonly string[];
  readonly recorded: readonly [source: string, date: string];
}

/** Calls of the ports that lib/aws keeps; `tags` are those of the stack or, under review, of its change sets. */
export type Question =
  | 'list'
  | 'find'
  | 'events'
  | 'change'
  | 'remove'
  | 'tags'
  | 'empty'
  | 'write'
  | 'network'
  | 'identity'
  | 'retained';

export const stackName = 'shop-preview-a';
export const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-a/0a1b';
export const setId = 'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/deploy-1/2c3d';

/** An answer of the query services. */
export function result(operation: string, content: string): Answer {
  return { body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>` };
}

/** DescribeStacks of one stack, with what else it shows. */
export function stackIn(status: string, more = ''): Answer {
  const times = '<CreationTime>2026-11-27T10:00:00Z</CreationTime>';
  return result(
    'DescribeStacks',
    `<Stacks><member><StackName>${stackName}</StackName><StackId>${stackId}</StackId>${times}<StackStatus>${status}</StackStatus>${more}</member></Stacks>`,
  );
}

/** An error of the services that speak JSON. */
export function jsonError(status: number, name: string, message: string): Answer {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return { status, headers, body: JSON.stringify({ __type: name, message }) };
}

/** An error of EC2. */
export function ec2Error(status: number, code: string, message: string): Answer {
  return {
    status,
    body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`,
  };
}
