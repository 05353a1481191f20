import { isRecord } from '../template/is-record';
import { validationError } from '../validation-error';
import { functions } from './functions';
import { intrinsicOf } from './intrinsic-of';
import { noValue, type Scope } from './scope';

/**
 * Characters of one text that functions make, and of all that they make for one value. A template has 1 MiB at the most
 * (CloudFormation's quotas, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html): what functions
 * make of a part of it is longer only when each doubles what the former made.
 */
export const longestText = 1_048_576;
const longestTotal = 16 * longestText;

/** The value with every intrinsic function in it carried out. Throws ValidationError. */
export function evaluate(value: unknown, scope: Scope): unknown {
  let total = 0;
  const refuseLonger = (length: number): void => {
    total += length;
    if (length > longestText || total > longestTotal) {
      throw validationError(`Template error: a value is longer than ${longestText} characters.`);
    }
  };
  const result = inner(value, scope, refuseLonger);
  return result === noValue ? undefined : result;
}

function inner(value: unknown, scope: Scope, refuseLonger: (length: number) => void): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => inner(item, scope, refuseLonger)).filter((item) => item !== noValue);
  }
  if (!isRecord(value)) {
    return value;
  }
  const intrinsic = intrinsicOf(value);
  if (intrinsic) {
    const context = { scope, refuseLonger, evaluate: (part: unknown) => inner(part, scope, refuseLonger) };
    return functions[intrinsic.name](intrinsic.argument, context);
  }
  const entries = Object.entries(value).map(([key, item]) => [key, inner(item, scope, refuseLonger)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}
