/** A bundle that exists already: a zip on this computer (or a folder that `bundle` filled), or one kept in a bundle bucket. */
export type OneBundle =
  | { readonly kind: 'file'; readonly file: string }
  /** 64 hexadecimal digits of its content hash, or a unique beginning of 8 or more. */
  | { readonly kind: 'kept'; readonly hash: string };

/**
 * The bundle of the only service, a folder with one for each, or one for each service that is named; the others get theirs as
 * always. `promoted`: what staging ran of the commit that is deployed.
 */
export type BundleChoice =
  | OneBundle
  | { readonly kind: 'promoted' }
  | { readonly kind: 'each'; readonly services: Readonly<Record<string, OneBundle>> };

/**
 * What a person who types this means: 8 to 64 hexadecimal digits are a hash, anything else is a path (`./cafebabe` too), and
 * `web=<one>,api=<another>` names them service by service.
 */
export function bundleChoice(text: string): BundleChoice {
  const parts = text.split(',').map((part) => /^([a-z][a-z0-9]*)=(.+)$/.exec(part));
  if (!parts.every((part) => part !== null)) return oneBundle(text);
  return { kind: 'each', services: Object.fromEntries(parts.map(([, name, one]) => [name, oneBundle(one ?? '')])) };
}

/** The same choice, its paths seen from somewhere else. */
export function withPaths(choice: BundleChoice, resolve: (path: string) => string): BundleChoice {
  if (choice.kind === 'promoted') return choice;
  if (choice.kind !== 'each') return withPath(choice, resolve);
  const resolved = Object.entries(choice.services).map(([name, one]) => [name, withPath(one, resolve)] as const);
  return { kind: 'each', services: Object.fromEntries(resolved) };
}

function withPath(one: OneBundle, resolve: (path: string) => string): OneBundle {
  return one.kind === 'file' ? { ...one, file: resolve(one.file) } : one;
}

function oneBundle(text: string): OneBundle {
  return /^[0-9a-f]{8,64}$/.test(text) ? { kind: 'kept', hash: text } : { kind: 'file', file: text };
}

/** True when a bundle made earlier is deployed: its commit is known only when the record is read. */
export function usesKeptBundle(bundle: BundleChoice | undefined): boolean {
  if (bundle?.kind === 'each') return Object.values(bundle.services).some(({ kind }) => kind === 'kept');
  return bundle?.kind === 'kept';
}
