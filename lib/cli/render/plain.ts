// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a hostile branch name or log line would use.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from the world made harmless for a terminal: escape sequences and direction marks are shown, not obeyed. */
export function plain(text: string): string {
  return text.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
