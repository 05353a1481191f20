/** The field at a path such as `Stacks.0.StackId`. */
export function fieldAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

/** The value with its `<name>` and `<0.Field>` filled in; a text that is nothing else takes the field as it is. */
export function filled(value: unknown, known: { readonly name: string; readonly said: readonly unknown[] }): unknown {
  const of = (path: string) => (path === 'name' ? known.name : fieldAt(known.said, path));
  if (typeof value === 'string') {
    const whole = /^<(name|\d[\w.-]*)>$/.exec(value)?.[1];
    return whole === undefined
      ? value.replace(/<(name|\d[\w.-]*)>/g, (_, path: string) => String(of(path)))
      : of(whole);
  }
  return changed(value, (part) => filled(part, known));
}

/** What jest holds an answer against. */
export function matcherOf(value: unknown): unknown {
  if (value instanceof RegExp) return expect.stringMatching(value);
  if (value === '<time>') return expect.any(Date);
  if (value === '<any>') return expect.anything();
  if (value instanceof Set) return expect.arrayContaining([...value].map(matcherOf));
  return changed(value, matcherOf);
}

function changed(value: unknown, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (value instanceof Set) return new Set([...value].map(change));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}
