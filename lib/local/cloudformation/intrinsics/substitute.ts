import { isRecord } from '../template/is-record';
import { validationError } from '../validation-error';
import { attributeName } from './attribute-name';
import type { FunctionContext } from './scope';

/** The names in the text of an Fn::Sub, less those that its own variables give and the `${!literal}` ones. */
export function substitutedNames(argument: unknown): readonly string[] {
  const { text, variables } = parts(argument);
  return piecesOf(text).flatMap(({ inside }) =>
    inside === undefined || inside.startsWith('!') || Object.hasOwn(variables, inside.trim()) ? [] : [nameIn(inside)],
  );
}

/** Fn::Sub, as text alone or with variables. */
export function substitute(
  argument: unknown,
  { scope, evaluate, refuseLonger }: Pick<FunctionContext, 'scope' | 'evaluate' | 'refuseLonger'>,
): string {
  const { text, variables: unevaluated } = parts(argument);
  // Once each, however often they stand in the text: they may hold further functions.
  const variables = Object.fromEntries(Object.entries(unevaluated).map(([name, value]) => [name, evaluate(value)]));
  const replaced = (inside: string): string => {
    if (inside.startsWith('!')) {
      return `\${${inside.slice(1)}}`;
    }
    const name = nameIn(inside);
    const value = Object.hasOwn(variables, name)
      ? variables[name]
      : name.includes('.')
        ? scope.attribute(attributeName(name).logicalId, String(attributeName(name).attribute))
        : scope.ref(name);
    if (typeof value === 'object' || value === undefined || typeof value === 'symbol') {
      throw validationError(
        `Template error: every value of the context object of every Fn::Sub object must be a string: ${name}`,
      );
    }
    refuseLonger(String(value).length);
    return String(value);
  };
  const whole = piecesOf(text)
    .map(({ before, inside }) => (inside === undefined ? before : before + replaced(inside)))
    .join('');
  refuseLonger(whole.length);
  return whole;
}

/**
 * The text, cut behind each `${…}`; the last piece has none. By hand, and each character once: a regular expression reads on to the end
 * from every `${` that nothing closes.
 */
function piecesOf(text: string): readonly { readonly before: string; readonly inside?: string }[] {
  const pieces: { before: string; inside?: string }[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf('${', at);
    const to = from < 0 ? -1 : text.indexOf('}', from);
    if (to < 0) {
      return [...pieces, { before: text.slice(at) }];
    }
    pieces.push({ before: text.slice(at, from), inside: text.slice(from + 2, to) });
    at = to + 1;
  }
}

function nameIn(inside: string): string {
  const name = inside.trim();
  if (!/^[A-Za-z0-9.:_-]+$/.test(name)) {
    throw validationError(
      'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
    );
  }
  return name;
}

function parts(argument: unknown): { readonly text: string; readonly variables: Readonly<Record<string, unknown>> } {
  if (typeof argument === 'string') {
    return { text: argument, variables: {} };
  }
  if (Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string' && isRecord(argument[1])) {
    return { text: argument[0], variables: argument[1] };
  }
  throw validationError(
    "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}
