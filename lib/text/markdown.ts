import { visible, visibleLines } from './visible';

/**
 * Foreign text as a code span of Markdown. In it GitHub shows every character as it is: no markup, no HTML, no mention, no link to an issue.
 * Such a span ends only at a run of backticks as long as the one that began it.
 */
export function codeSpan(text: string, most?: number): string {
  const content = visible(text, most) || '(empty)';
  const fence = fenceFor(content, 1);
  // One space on each side belongs to the fence: it keeps backticks at the ends apart from it.
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Foreign text of several lines as a fenced block of Markdown: no line of it is as long a fence as the one around it. */
export function codeBlock(text: string, language = 'text', most?: number): string {
  const content = visibleLines(text, most) || '(empty)';
  const fence = fenceFor(content, 3);
  return `${fence}${language}\n${content}\n${fence}`;
}

/** Nothing in it is markup, a mention, or what GitHub makes a link of by itself: an address, an issue, a commit (from seven hexadecimal digits on). */
const plainWord =
  /^\(?(?:(?![A-Fa-f]{7})[A-Za-z]+(?:'[a-z]{1,2})?|\d{1,5}[A-Za-z]?|\d{4}-\d\d(?:-\d\d)?|\d{1,2}:\d\d)\)?[.,;:!?]?$/;

/**
 * A sentence of ours in which there may be foreign text: plain words stay as they are, whatever else there is becomes code. What stands between two
 * backticks is code together.
 */
export function sentence(text: string, most?: number): string {
  const parts = visible(text, most)
    .split(/(?<=^| )(`[^`]+`[.,;:!?]*)(?= |$)/)
    .flatMap((part, index) => {
      const words = part.trim();
      if (words === '') return [];
      return index % 2 === 1 ? [codeWords(words.replaceAll('`', ''))] : [withWords(words, index === 0)];
    });
  return parts.join(' ') || codeSpan('');
}

function withWords(text: string, begins: boolean): string {
  const runs: { plain: boolean; text: string }[] = [];
  for (const word of text.split(' ')) {
    // A sentence that begins with a number would be a list.
    const plain = plainWord.test(word) && (!begins || runs.length > 0 || /^[(A-Za-z]/.test(word));
    const last = runs.at(-1);
    if (last?.plain === plain) last.text += ` ${word}`;
    else runs.push({ plain, text: word });
  }
  return runs.map((run) => (run.plain ? run.text : codeWords(run.text))).join(' ');
}

/** The full stop of the sentence stays outside. */
function codeWords(text: string): string {
  const [, words = '', stop = ''] = /^(.*?)([.,;:!?]*)$/.exec(text) ?? [];
  return words === '' ? codeSpan(text) : `${codeSpan(words, Number.POSITIVE_INFINITY)}${stop}`;
}

/** A run of backticks, of so many at least, that is longer than any in the text. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}

/** A link of Markdown whose words are ours; an address that no browser should open is shown as text. */
export function link(words: string, address: string): string {
  const safe = webAddress(address);
  return safe === undefined ? codeSpan(address) : `[${words}](<${safe}>)`;
}

/** An address that a browser may be sent to, without characters that end a link of Markdown; undefined for any other. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return undefined;
  return href.replace(/[()[\]<>'"`\\|*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
