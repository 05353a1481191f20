/** A text as one word of a shell of POSIX: nothing in single quotes is interpreted. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
