/** How each member of an object is made. */
export type Makers<T> = { readonly [K in keyof T]: () => NonNullable<T[K]> };

/** An object whose members are made when they are first read, each once. */
export function lazily<T extends object>(makers: Makers<T>): T {
  const object = {} as T;
  for (const key of Object.keys(makers) as (keyof T)[]) {
    const get = () => {
      const value = makers[key]?.();
      Object.defineProperty(object, key, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
  }
  return object;
}

/**
 * A module that is required where it is used, with its type. Not `new (require(…) as typeof import(…)).Name()`: the compiler drops those
 * parentheses with the assertion, and `new` then takes `require` for the class.
 */
export function typed<Module>(module: unknown): Module {
  return module as Module;
}
