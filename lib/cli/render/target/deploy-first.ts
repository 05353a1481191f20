import { plain } from '../../../text/visible';

/** What to do where nothing is deployed, with the branches that were probably meant. */
export function deployFirst(meant: readonly string[]): string {
  const names = meant.map(plain).join(', ');
  const first = names === '' ? 'Deploy first' : `Did you mean ${names}? Else deploy first`;
  return `  ${first}: \`preview-stacks list\` shows what is there.`;
}
