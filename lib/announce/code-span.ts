import { fenceFor } from './fence-for';
import { visible } from './visible';

/**
 * Foreign text as a code span of Markdown, where GitHub shows every character as it is: no markup, no HTML, nobody mentioned, no
 * issue linked. Such a span ends only at a run of backticks as long as the one that began it.
 */
export function codeSpan(text: string, most?: number): string {
  const content = visible(text, most) || '(empty)';
  const fence = fenceFor(content, 1);
  // One space on each side belongs to the fence: it keeps backticks at the ends apart from it.
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}
