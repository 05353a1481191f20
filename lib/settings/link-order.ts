import type { ServiceSettings } from './settings';

/** Services in the order in which they are deployed: each after those that it links to. Or a cycle, in which there is none. */
export type LinkOrder =
  | { readonly order: readonly string[]; readonly cycle?: undefined }
  /** Names along the cycle; the first one stands at its end again. */
  | { readonly cycle: readonly string[]; readonly order?: undefined };

/** @param links names that each service links to; names of no service are passed over */
export function linkOrder(links: Readonly<Record<string, readonly string[]>>): LinkOrder {
  const order: string[] = [];
  const path: string[] = [];
  const visit = (name: string): readonly string[] | undefined => {
    if (order.includes(name)) return undefined;
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    path.push(name);
    for (const linked of links[name] ?? []) {
      const cycle = Object.hasOwn(links, linked) ? visit(linked) : undefined;
      if (cycle) return cycle;
    }
    path.pop();
    order.push(name);
    return undefined;
  };
  for (const name of Object.keys(links)) {
    const cycle = visit(name);
    if (cycle) return { cycle };
  }
  return { order };
}

/** Name of the environment property by which a service learns the address of a sibling that it links to. */
export function linkProperty(sibling: string, kind: ServiceSettings['kind']): string {
  return `${sibling.toUpperCase()}_${kind === 'worker' ? 'QUEUE_URL' : 'URL'}`;
}
