import { PreviewError } from '../../errors';
import type { TrustStatement } from '../../ports/roles';

type Json = Readonly<Record<string, unknown>>;

/**
 * The statements of a trust policy as IAM gives it, percent-encoded.
 *
 * @throws PreviewError `aws-answer-strange` when a part of it is no policy: what is left out could let anyone in
 */
export function readTrust(encoded: string): readonly TrustStatement[] {
  try {
    return list(record(JSON.parse(decodeURIComponent(encoded))).Statement).map(readStatement);
  } catch (cause) {
    throw new PreviewError('aws-answer-strange', 'the trust policy that iam:GetRole gives cannot be read', {
      fault: 'world',
      hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set.',
      cause,
    });
  }
}

function readStatement(statement: unknown): TrustStatement {
  const { Sid: _, Effect, Principal = {}, Action = [], Condition = {}, ...others } = record(statement);
  return {
    effect: text(Effect),
    principals: Principal === '*' ? { '*': ['*'] } : mapped(Principal, texts),
    actions: texts(Action),
    conditions: mapped(Condition, (keys) => mapped(keys, texts)),
    others: mapped(others, (value) => JSON.stringify(value)),
  };
}

function mapped<Value>(value: unknown, read: (value: unknown) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, one]) => [key, read(one)]));
}

/** IAM takes one value and a list of one for the same. */
function texts(value: unknown): readonly string[] {
  return list(value).map(text);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new TypeError(`no text: ${JSON.stringify(value)}`);
}

function record(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new TypeError(`no object: ${JSON.stringify(value)}`);
}
