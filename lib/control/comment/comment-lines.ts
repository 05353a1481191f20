import { outsideSpans, withoutSpans } from './code-spans';

/** A line of a comment that GitHub shows as text. */
export interface CommentLine {
  readonly text: string;
  /** A quote stands right above, and GitHub shows this line as a part of it. */
  readonly inQuote: boolean;
}

/**
 * The lines of a comment that are text, as GitHub Flavored Markdown has it (spec 0.29, 4.4 to 4.6, 5.1, 5.2 and 6.3): code blocks, quotes, HTML
 * comments and lines inside a code span are left out. Where this is simpler than the specification, it leaves out more.
 */
export function commentLines(body: string): readonly CommentLine[] {
  const found: CommentLine[] = [];
  let paragraph: CommentLine[] = [];
  let place = atStart;
  for (const text of [...body.split(/\r\n|\r|\n/), '']) {
    place = readLine(text, place);
    if (place.isText) paragraph.push({ text, inQuote: place.inQuote });
    else if (paragraph.length > 0) {
      for (const line of outsideSpans(paragraph)) found.push(line);
      paragraph = [];
    }
  }
  return found;
}

/** Which blocks a line stands in, and leaves open for the next one. */
interface Place {
  readonly isText: boolean;
  readonly fence: Fence | undefined;
  readonly html: Html | undefined;
  /** The last text is that of a quote. */
  readonly inQuote: boolean;
  /** At which the content of the list item begins; 0 outside of lists. */
  readonly column: number;
}

interface Fence {
  readonly mark: string;
  readonly length: number;
}

/** An HTML element, or the comment `!--`, and how many of it are open. */
interface Html {
  readonly name: string;
  readonly depth: number;
}

const atStart: Place = { isText: false, fence: undefined, html: undefined, inQuote: false, column: 0 };

function readLine(line: string, before: Place): Place {
  const { fence, html, inQuote } = before;
  const isBlank = line.trim() === '';
  const indent = columnOf(line);
  const isOutside = !isBlank && indent < before.column;
  if (fence && !isOutside) return closes(line, fence, before.column) ? { ...atStart, column: before.column } : before;
  if (html) return { ...atStart, column: before.column, html: openAfter(line, html) };
  const column = isOutside ? 0 : before.column;
  if (isBlank) return column === 0 ? atStart : { ...atStart, column };
  // An indented code block, or the end of a long line of text: neither begins anything.
  return indent >= column + 4
    ? { ...atStart, column, inQuote }
    : readContent(line, indent, { ...atStart, column, inQuote });
}

function readContent(line: string, indent: number, place: Place): Place {
  const [marks = ''] = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/.exec(line) ?? [];
  const content = line.slice(marks.length);
  const begins = marks.trim() === '' ? indent : columnOf(marks.replace(/[^ \t]/g, ' ') + content);
  const column = begins > indent ? begins : place.column;
  const fence = fenceOf(content);
  if (fence) return { ...atStart, fence, column };
  if (content.startsWith('>')) return { ...atStart, column, inQuote: content.replace(/[>\s]/g, '') !== '' };
  const html = line.includes('<') ? openAfter(withoutSpans(line), undefined) : undefined;
  return { ...place, isText: indent < 4, html, column };
}

/** Column of the first character that is no white space; a tab goes to the next multiple of four. */
function columnOf(line: string): number {
  let column = 0;
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '\t') column += 4 - (column % 4);
    else if (line[index] === ' ') column += 1;
    else break;
  }
  return column;
}

function fenceOf(content: string): Fence | undefined {
  const mark = content.charAt(0);
  if (mark !== '`' && mark !== '~') return undefined;
  const [run = ''] = /^(?:`{3,}|~{3,})/.exec(content) ?? [];
  // With a backtick behind them, three backticks begin a code span in the line.
  return run === '' || (mark === '`' && content.slice(run.length).includes('`'))
    ? undefined
    : { mark, length: run.length };
}

function closes(line: string, { mark, length }: Fence, column: number): boolean {
  const run = line.trim();
  return run.length >= length && run === mark.repeat(run.length) && columnOf(line) < column + 4;
}

/** Elements whose text is an example or a quote, or is not shown. */
const elements = 'pre|code|samp|kbd|blockquote|script|style|template|textarea';
const tags = new RegExp(`<!--|-->|<(/?)(${elements})(?=[\\s/>]|$)`, 'gi');

/** What is open at the end of a line. */
function openAfter(line: string, before: Html | undefined): Html | undefined {
  let open = before;
  for (const [tag, slash, element] of line.matchAll(tags)) {
    const name = element?.toLowerCase() ?? '!--';
    const ends = tag === '-->' || slash === '/';
    if (open === undefined) open = ends ? undefined : { name, depth: 1 };
    else if (name === open.name) {
      // A comment ends at the first end, whatever was begun within it.
      const depth = ends ? (name === '!--' ? 0 : open.depth - 1) : open.depth + 1;
      open = depth === 0 ? undefined : { name, depth };
    }
  }
  return open;
}
