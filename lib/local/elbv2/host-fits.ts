import { fitsWildcards } from '../http/wildcards';

/** Whether a Host header fits a rule's pattern, in which `*` stands for any characters and `?` for one. Ports do not matter. */
export function hostFits(pattern: string, host: string): boolean {
  return fitsWildcards(pattern.toLowerCase(), host.toLowerCase().replace(/:\d+$/, ''));
}
