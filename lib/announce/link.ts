import { codeSpan } from './code-span';
import { webAddress } from './web-address';

/** A link of Markdown whose words are ours; an address that no browser should open is shown as text. */
export function link(words: string, address: string): string {
  const safe = webAddress(address);
  return safe === undefined ? codeSpan(address) : `[${words}](<${safe}>)`;
}
