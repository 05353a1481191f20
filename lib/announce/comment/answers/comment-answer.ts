import { codeBlock, codeSpan, link, sentence } from '../../../text/markdown';
import { moment } from '../../../text/moment';
import { visible } from '../../../text/visible';
import type { KeptAnswer } from './answers-section';

/** The answer to a command that somebody gave in a pull request. Every text may be anybody's. */
export interface CommentAnswer {
  /** Id of the comment that asked. */
  readonly comment: number;
  /** Login of who asked. */
  readonly by: string;
  /** Words of the command. */
  readonly asked: string;
  readonly at: Date;
  readonly ended: 'done' | 'refused' | 'failed' | 'help';
  /** What became of it, in plain words. */
  readonly text: string;
  /** More, as lines. @default none */
  readonly lines?: readonly string[] | undefined;
  /** Where to look. @default nowhere */
  readonly url?: string | undefined;
  /** Lines of a log, newest last; shown collapsed. Of a long one the end is shown. @default none */
  readonly log?: readonly string[] | undefined;
}

const marks: Readonly<Record<CommentAnswer['ended'], string>> = {
  done: '✅ **done**',
  refused: '⛔ **refused**',
  failed: '❌ **failed**',
  help: 'ℹ️ **help**',
};

/** More is not read, and would take the place of other answers. */
const mostOf = {
  asked: 200,
  by: 100,
  text: 1500,
  lines: 200,
  line: 500,
  ofLines: 4000,
  url: 2000,
  log: 60_000,
  logLine: 2000,
};

/** An answer as the comment keeps it, in Markdown. */
export function keptAnswer(answer: CommentAnswer): KeptAnswer {
  const { comment, at, ended, asked, by, text, lines = [], url = '', log = [] } = answer;
  const paragraphs = [
    `${marks[ended]} ${codeSpan(asked, mostOf.asked)} by ${codeSpan(by, mostOf.by)}, ${moment(at)}`,
    sentence(text, mostOf.text),
    ...(url === '' || url.length > mostOf.url ? [] : [link('Open', url)]),
    ...(lines.some((line) => visible(line) !== '') ? [linesList(lines)] : []),
  ];
  return {
    ...{ comment, at: at.toISOString(), text: paragraphs.join('\n\n') },
    ...(log.length > 0 && { log: `<details><summary>Log</summary>\n\n${logBlock(log)}\n\n</details>` }),
  };
}

/** As items of a list: each line is a sentence. */
function linesList(lines: readonly string[]): string {
  let left = mostOf.ofLines;
  const items: string[] = [];
  const shown = lines.filter((line) => visible(line) !== '');
  for (const line of shown.slice(0, mostOf.lines)) {
    const item = `- ${sentence(line, mostOf.line)}`;
    left -= item.length;
    if (left < 0) break;
    items.push(item);
  }
  return [...items, ...(items.length < shown.length ? ['- …'] : [])].join('\n');
}

/** The end of a log, which may be long. */
function logBlock(log: readonly string[]): string {
  const kept: string[] = [];
  let left = mostOf.log;
  for (const line of [...log].reverse()) {
    const text = line.slice(0, mostOf.logLine);
    left -= text.length + 1;
    if (left < 0) break;
    kept.unshift(text);
  }
  const lines = kept.length < log.length ? ['…', ...kept] : kept;
  return indented(codeBlock(lines.join('\n'), 'text', Number.POSITIVE_INFINITY));
}

/**
 * No line of a block of others begins as our marks do. As many spaces as its fence has are not shown (CommonMark 0.31.2, 4.5).
 */
function indented(block: string): string {
  return block.replace(/^/gm, ' ');
}
