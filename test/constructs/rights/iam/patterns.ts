/** Who asks, where a policy speaks of that: a role's id and the name of its session (IAM's guide, "aws:userid", November 2026). */
export const person = 'AROAEXAMPLE0123456789:ada';

/** IAM's three variables for the characters that it would read as something else, and the one for who asks; we use no others. */
const variable = /\$\{([^}]*)\}/;

/** A text of a policy in which only these variables mean something. */
export function literal(text: string): string {
  return text.replace(new RegExp(variable, 'g'), (_, name: string) => known(name));
}

const compiled = new Map<string, RegExp>();

/**
 * Whether a pattern of IAM fits all of a text: `*` is any number of letters, slashes and colons included, `?` is one. IAM's guide keeps a `*`
 * within a part of an ARN unless it ends that part; no policy of ours has one elsewhere but in the last part.
 */
export function fits(pattern: string, text: string): boolean {
  const expression = compiled.get(pattern) ?? expressionOf(pattern);
  compiled.set(pattern, expression);
  return expression.test(text);
}

/** An ARN's parts are compared one by one: no `*` reaches over a colon but in the last part. */
export function fitsArn(pattern: string, arn: string): boolean {
  const [patterns, parts] = [arnParts(pattern), arnParts(arn)];
  if (patterns.length !== 6 || parts.length !== 6) throw new Error(`ArnLike compares ARNs: ${pattern}, ${arn}`);
  return patterns.every((one, index) => fits(one, parts[index] ?? ''));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function expressionOf(pattern: string): RegExp {
  const expression = pattern
    .split(variable)
    .map((part, index) => {
      const escaped = (index % 2 === 1 ? known(part) : part).replace(/[\\^$.|+()[\]{}*?]/g, '\\$&');
      return index % 2 === 1 ? escaped : escaped.replaceAll('\\*', '.*').replaceAll('\\?', '.');
    })
    .join('');
  return new RegExp(`^${expression}$`, 'su');
}

function known(name: string): string {
  if (name === '$' || name === '*' || name === '?') return name;
  if (name === 'aws:userid') return person;
  throw new Error(`the evaluator does not know the variable ${name}`);
}
