/**
 * What is left of Markdown when its code is taken out: a reader of code spans and fenced blocks written from the CommonMark specification
 * (4.5 and 6.1), so that the product's own way of making them is not what judges them.
 */
export interface Read {
  /** The text outside of code, with `□` in the place of each piece of code. */
  readonly outside: string;
  /** The code as a reader sees it. */
  readonly code: readonly string[];
}

export function readMarkdown(markdown: string): Read {
  const code: string[] = [];
  const lines = markdown.split('\n');
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = /^ {0,3}(`{3,})([^`]*)$/.exec(line)?.[1];
    if (fence === undefined) {
      kept.push(line);
      continue;
    }
    const body: string[] = [];
    for (index += 1; index < lines.length; index += 1) {
      const closing = /^ {0,3}(`{3,})[ \t]*$/.exec(lines[index] ?? '')?.[1];
      if (closing !== undefined && closing.length >= fence.length) break;
      body.push(lines[index] ?? '');
    }
    code.push(body.join('\n'));
    kept.push('□');
  }
  const outside = kept.map((line) => withoutSpans(line, code)).join('\n');
  return { outside, code };
}

function withoutSpans(line: string, code: string[]): string {
  let rest = line;
  let outside = '';
  for (;;) {
    const run = /`+/.exec(rest);
    if (!run) return outside + rest;
    const opening = run[0].length;
    const after = rest.slice(run.index + opening);
    const closing = [...after.matchAll(/`+/g)].find(([found]) => found.length === opening);
    outside += rest.slice(0, run.index);
    if (closing === undefined) {
      outside += run[0];
      rest = after;
      continue;
    }
    const content = after.slice(0, closing.index);
    const padded = content.startsWith(' ') && content.endsWith(' ') && content.trim() !== '';
    code.push(padded ? content.slice(1, -1) : content);
    outside += '□';
    rest = after.slice(closing.index + opening);
  }
}
