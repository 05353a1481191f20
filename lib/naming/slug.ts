/**
 * Lower-case letters, digits and single hyphens made of any text, at most `max` characters, with no hyphen at either end. Letters
 * lose their accents, every run of anything else becomes one hyphen. Empty when nothing is left (a name of emoji, say).
 */
export function slugOf(raw: string, max: number): string {
  return (
    raw
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      // After NFKD, not before: it makes capitals of signs such as ™.
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, max)
      .replace(/-$/, '')
  );
}
