import { fenceFor } from './fence-for';
import { visibleLines } from './visible';

/** Foreign text of several lines as a fenced block of Markdown: no line of it is as long a fence as the one around it. */
export function codeBlock(text: string, language = 'text', most?: number): string {
  const content = visibleLines(text, most) || '(empty)';
  const fence = fenceFor(content, 3);
  return `${fence}${language}\n${content}\n${fence}`;
}
