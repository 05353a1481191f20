import type { ServiceSettings } from './settings';

/** Name of the environment property by which a service learns the address of a sibling that it links to. */
export function linkProperty(sibling: string, kind: ServiceSettings['kind']): string {
  return `${sibling.toUpperCase()}_${kind === 'worker' ? 'QUEUE_URL' : 'URL'}`;
}
