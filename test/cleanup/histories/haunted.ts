type Before = (method: string, argument: unknown) => void;

/** The same ports; before every request something is done. */
export function haunted<T extends Readonly<Record<string, object>>>(ports: T, before: Before): T {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, haunt(name, port, before)])) as T;
}

function haunt(name: string, port: object, before: Before): object {
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        before(`${name}.${String(key)}`, args.at(name === 'bundles' ? 1 : 0));
        return value.apply(target, args);
      };
    },
  });
}
