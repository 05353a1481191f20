/** From the first backtick to behind the last one. */
type Span = readonly [from: number, to: number];

/** The code spans of a paragraph: each from a run of backticks to the next run of the same length (GitHub Flavored Markdown, spec 0.29, 6.3). */
function spansOf(paragraph: string): readonly Span[] {
  const runs = runsOf(paragraph);
  // Where the runs of each length begin, the last one first: each is taken off once, however many there are.
  const ahead = new Map<number, number[]>();
  for (const [from, to] of runs.toReversed()) {
    const same = ahead.get(to - from);
    if (same) same.push(from);
    else ahead.set(to - from, [from]);
  }
  const spans: Span[] = [];
  let end = 0;
  for (const [from, to] of runs) {
    const same = ahead.get(to - from);
    same?.pop();
    const close = same?.at(-1);
    if (from < end || close === undefined || isEscaped(paragraph, from)) continue;
    end = close + to - from;
    spans.push([from, end]);
  }
  return spans;
}

function runsOf(text: string): readonly Span[] {
  const runs: Span[] = [];
  for (let from = text.indexOf('`'); from >= 0; ) {
    let to = from + 1;
    while (text[to] === '`') to += 1;
    runs.push([from, to]);
    from = text.indexOf('`', to);
  }
  return runs;
}

function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text[first - 1] === '\\') first -= 1;
  return (index - first) % 2 === 1;
}

/** A line without its code spans. */
export function withoutSpans(line: string): string {
  let from = 0;
  const parts = spansOf(line).map(([start, end]) => {
    const part = line.slice(from, start);
    from = end;
    return part;
  });
  return [...parts, line.slice(from)].join(' ');
}

/** The lines of a paragraph that do not begin within a code span. */
export function outsideSpans<Line extends { readonly text: string }>(paragraph: readonly Line[]): readonly Line[] {
  if (!paragraph.some(({ text }) => text.includes('`'))) return paragraph;
  const spans = spansOf(paragraph.map(({ text }) => text).join('\n'));
  let next = 0;
  let start = 0;
  return paragraph.filter(({ text }) => {
    while ((spans[next]?.[1] ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const isInside = (spans[next]?.[0] ?? start) < start;
    start += text.length + 1;
    return !isInside;
  });
}
