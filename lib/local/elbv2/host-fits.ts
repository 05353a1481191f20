/** Whether a Host header fits a rule's pattern, in which `*` stands for any characters and `?` for one. Ports do not matter. */
export function hostFits(pattern: string, host: string): boolean {
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(host.toLowerCase().replace(/:\d+$/, ''));
}
