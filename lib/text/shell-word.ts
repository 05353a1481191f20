/** Foreign text as one word of a POSIX shell: in single quotes nothing is interpreted. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
