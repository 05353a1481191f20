/** An answer as the comment keeps it: Markdown of ours, without a line that begins as our marks do. */
export interface KeptAnswer {
  /** Id of the comment that asked. */
  readonly comment: number;
  /** ISO time. */
  readonly at: string;
  readonly text: string;
  /** Collapsed block with a log. @default none */
  readonly log?: string;
}

const answersAtMost = 5;
/** GitHub takes 65,536 characters ("body is too long (maximum is 65536 characters)"); this is below it. */
const charactersAtMost = 65_400;
const logsAtMost = 60_000;

const begin = '<!-- preview-stacks:answers -->\n**Answers to commands**, newest first';
const end = '<!-- preview-stacks:answers-end -->';
const logMark = '<!-- preview-stacks:answer-log -->';
const gap = '\n\n';
const answerMark = /^<!-- preview-stacks:answer ([1-9]\d{0,15}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) -->\n/;

/**
 * Answers that the body of a comment keeps, newest first. The section is the last thing in the body. Foreign text before it cannot be taken for it,
 * as what we write behind that is not its end; foreign text in it begins no line with a mark.
 */
export function answersOf(body: string): readonly KeptAnswer[] {
  const pieces = parted(body)
    .inside.split(/^(?=<!-- preview-stacks:answer )/m)
    .map(readPiece);
  return pieces.some((piece) => piece === undefined) ? [] : newestFirst(pieces as readonly KeptAnswer[]);
}

/** What the comment says of the preview itself. */
export function withoutAnswers(body: string): string {
  return parted(body).rest;
}

function parted(body: string): { readonly rest: string; readonly inside: string } {
  // A person who edits the comment in a browser leaves other line ends.
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  const from = text.endsWith(gap + end) ? text.lastIndexOf(gap + begin + gap) : -1;
  if (from < 0) return { rest: text, inside: '' };
  return { rest: text.slice(0, from), inside: text.slice(from + (gap + begin + gap).length, -(gap + end).length) };
}

function readPiece(piece: string): KeptAnswer | undefined {
  const [mark, comment = '', at = ''] = answerMark.exec(piece) ?? [];
  if (mark === undefined || Number.isNaN(Date.parse(at))) return undefined;
  const [text = '', log] = piece.slice(mark.length).trimEnd().split(`\n${logMark}\n`, 2);
  return { comment: Number(comment), at, text: text.trimEnd(), ...(log !== undefined && { log }) };
}

/** The answers to the newest commands, one a command: the later one of two. */
export function newestFirst(answers: readonly KeptAnswer[]): readonly KeptAnswer[] {
  const each = new Map<number, KeptAnswer>();
  for (const answer of answers) {
    const other = each.get(answer.comment);
    if (other === undefined || other.at < answer.at) each.set(answer.comment, answer);
  }
  return [...each.values()]
    .sort((one, other) => (one.at === other.at ? other.comment - one.comment : one.at < other.at ? 1 : -1))
    .slice(0, answersAtMost);
}

/** The body with these answers in place of those that it had. What GitHub would not take is left out: logs first, then the oldest answers. */
export function withAnswers(body: string, answers: readonly KeptAnswer[]): string {
  const rest = withoutAnswers(body);
  let left = charactersAtMost - [rest, begin, end].join(gap).length;
  const texts: KeptAnswer[] = [];
  for (const { log: _, ...answer } of newestFirst(answers)) {
    left -= pieceOf(answer).length + gap.length;
    if (left < 0) break;
    texts.push(answer);
  }
  if (texts.length === 0) return rest;
  left = Math.min(left, logsAtMost);
  const pieces = texts.map((answer) => {
    const { log } = answers.find(({ comment, at }) => comment === answer.comment && at === answer.at) ?? {};
    const cut = log && endOfLog(log, left - `\n\n${logMark}\n`.length);
    if (cut === undefined) return pieceOf(answer);
    const piece = pieceOf({ ...answer, log: cut });
    left -= piece.length - pieceOf(answer).length;
    return piece;
  });
  return [rest, begin, ...pieces, end].join(gap);
}

function pieceOf({ comment, at, text, log }: KeptAnswer): string {
  const piece = `<!-- preview-stacks:answer ${comment} ${at} -->\n${text}`;
  return log === undefined ? piece : `${piece}\n\n${logMark}\n${log}`;
}

/** A log without so many of its first lines that it is no longer than this. Three lines at each end are its frame. */
function endOfLog(log: string, most: number): string | undefined {
  if (log.length <= most) return log;
  const lines = log.split('\n');
  const [head, tail] = [[...lines.slice(0, 3), ' …'], lines.slice(-3)];
  let length = [...head, ...tail].join('\n').length;
  let from = lines.length - 3;
  for (; from > 3; from -= 1) {
    length += 1 + (lines[from - 1] ?? '').length;
    if (length > most) break;
  }
  return from === lines.length - 3 ? undefined : [...head, ...lines.slice(from, -3), ...tail].join('\n');
}
