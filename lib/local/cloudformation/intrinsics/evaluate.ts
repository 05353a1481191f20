import { isRecord } from '../template/is-record';
import { functions } from './functions';
import { intrinsicOf } from './intrinsic-of';
import { noValue, type Scope } from './scope';

/** The value with every intrinsic function in it carried out. Throws ValidationError. */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = inner(value, scope);
  return result === noValue ? undefined : result;
}

function inner(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => inner(item, scope)).filter((item) => item !== noValue);
  }
  if (!isRecord(value)) {
    return value;
  }
  const intrinsic = intrinsicOf(value);
  if (intrinsic) {
    return functions[intrinsic.name](intrinsic.argument, { scope, evaluate: (part) => inner(part, scope) });
  }
  const entries = Object.entries(value).map(([key, item]) => [key, inner(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}
