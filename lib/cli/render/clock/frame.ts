import { plain } from '../../../text/visible';
import { paceText } from '../pace-text';
import { columnsOf, cutTo } from './columns';
import { stepWords } from './step-words';
import { resourceWords } from './type-words';
import { rounded, type Usual, usualText } from './usual';
import type { Watched, WatchedStack } from './watched';

/** One line under the headline. */
interface Row {
  readonly what: string;
  readonly elapsed?: string;
  readonly usual?: Usual | undefined;
}

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

const linesAtMost = 6;
const rowsAtMost = 3;

/**
 * What is under way, in six lines at most and never wider than the terminal less one column; no line when nothing is.
 *
 * @param note what is waited for beside that. @default nothing
 */
export function frame(watched: Watched, now: number, { columns, rows: height }: FrameSize, note = ''): string[] {
  const width = Math.max(1, columns - 1);
  const most = Math.max(1, Math.min(linesAtMost, height - 1));
  const { headline, rows, isWhole } = stateOf(watched, now);
  const whole = isWhole || headline === undefined ? undefined : wholeText(watched, now);
  const shown = rows.length > rowsAtMost + 1 ? rows.slice(0, rowsAtMost) : rows;
  const more = rows.length - shown.length;
  const lines = [
    ...(headline === undefined ? [] : [headlineText(headline, width)]),
    ...shown.map((row) => rowText(row, shown, width)),
    ...(more > 0 ? [`    and ${more} more`] : []),
    ...(note === '' ? [] : [`  … ${plain(note)}`]),
  ].map((line) => cutTo(width, line.replaceAll(/[\n\t]/g, ' ')));
  if (whole === undefined) return lines.slice(0, most);
  return [...lines.slice(0, most - 1), cutTo(width, `  ${whole}`)].slice(0, most);
}

interface State {
  readonly headline: Headline | undefined;
  readonly rows: readonly Row[];
  /** The headline says how long the whole takes. */
  readonly isWhole?: boolean;
}

interface Headline {
  /** What it is about; cut where the line is too long. */
  readonly about: string;
  readonly facts: readonly string[];
}

function stateOf(watched: Watched, now: number): State {
  const { pace, removals, health, seed, stacks, steps } = watched;
  if (pace !== undefined) {
    const rows = [...removals.values()].map(({ name, since }) => ({ what: plain(name), elapsed: clock(now - since) }));
    return { headline: { about: 'Cleanup', facts: [paceText({ ...pace, running: [] })] }, rows, isWhole: true };
  }
  const [stack] = stacks;
  // Without records the last line says it.
  const elsewhere = watched.deploySince !== undefined && watched.usual === undefined;
  if (stack !== undefined) return stackState(elsewhere ? { ...stack, usual: undefined } : stack, now);
  if (health !== undefined) {
    const left = Math.max(0, health.limit - (now - health.since));
    const facts = [
      clock(now - health.since),
      `given up in ${clock(left)}`,
      ...usualOrNot(watched.usualOfStep('health')),
    ];
    return { headline: { about: 'Waiting until it is healthy', facts }, rows: [...health.said.values()].map(said) };
  }
  if (seed !== undefined) {
    const left = Math.max(0, seed.limit - (now - seed.since));
    const facts = [clock(now - seed.since), `stopped in ${clock(left)}`, ...usualOrNot(watched.usualOfStep('seed'))];
    return {
      headline: { about: `Test data, in ${plain(seed.service)} on ${plain(seed.instanceId)}`, facts },
      rows: [],
    };
  }
  const [removal] = removals.values();
  if (removal !== undefined) {
    return { headline: { about: `Deleting ${plain(removal.name)}`, facts: [clock(now - removal.since)] }, rows: [] };
  }
  if (steps.size === 0) return { headline: undefined, rows: [] };
  const [[step, since] = ['stack', now] as const] = steps;
  const facts = [clock(now - since), ...usualOrNot(watched.usualOfStep(step))];
  return { headline: { about: [...steps.keys()].map((one) => stepWords[one]).join(', '), facts }, rows: [] };
}

const said = (what: string): Row => ({ what: plain(what) });

function stackState({ stackName, operation, since, underWay, usual, ...counts }: WatchedStack, now: number): State {
  const rows = underWay.map((one) => ({
    what: `${resourceWords(one)}${one.deed === operation ? '' : `, ${deedWords[one.deed]}`}`,
    elapsed: clock(now - one.since),
    usual: one.usual,
  }));
  const facts = [countText(counts), clock(now - since), ...usualOrNot(usual)];
  const about = `${operation === 'delete' ? 'Deleting stack' : 'Stack'} ${plain(stackName)}`;
  return { headline: { about, facts }, rows };
}

const deedWords = { create: 'being made', update: 'being changed', delete: 'being deleted' } as const;

/** `12 of 14 resources`. */
export function countText({ done, total }: Pick<WatchedStack, 'done' | 'total'>): string {
  return total === undefined ? `${done} resources done` : `${done} of ${total} resources`;
}

function usualOrNot(usual: Usual | undefined): string[] {
  return usual ? [usualText(usual)] : [];
}

/** The facts stay whole as long as they can: the name gives way. */
function headlineText({ about, facts }: Headline, width: number): string {
  const short = facts.length > 1 ? facts.slice(0, -1) : facts;
  const fits = (some: readonly string[]) => width - 4 - columnsOf(some.join(', '));
  const chosen = fits(facts) >= Math.min(20, columnsOf(about)) ? facts : short;
  return `  ${cutTo(Math.max(8, fits(chosen)), about)}: ${chosen.join(', ')}`;
}

/** Of a name, so many columns stay where what is usual stands beside it in full, and where it stands there in short. */
const nameBeside = { full: 22, short: 12 } as const;

/** Columns: what, how long so far, how long usually. The last becomes shorter and goes first, then the name is cut. */
function rowText({ what, elapsed, usual }: Row, all: readonly Row[], width: number): string {
  if (elapsed === undefined) return `    ${what}`;
  const elapsedColumns = Math.max(...all.map((row) => (row.elapsed ?? '').length)) + 2;
  const room = width - 4 - elapsedColumns;
  const longest = Math.max(...all.map((row) => columnsOf(row.what)));
  const left = (text: (usual: Usual) => string) =>
    room - Math.max(0, ...all.map((row) => (row.usual ? columnsOf(text(row.usual)) + 2 : 0)));
  const short = (one: Usual) => usualText(one).replace('usually ', '');
  const forms = [
    { text: usualText, fits: left(usualText) >= Math.min(longest, nameBeside.full) },
    { text: short, fits: left(short) >= Math.min(longest, nameBeside.short) },
  ];
  const text = forms.find(({ fits }) => fits)?.text;
  const name = Math.max(1, Math.min(longest, text ? left(text) : room));
  const cut = cutTo(name, what);
  const padding = ' '.repeat(name - columnsOf(cut));
  return `    ${cut}${padding}${elapsed.padStart(elapsedColumns)}${text && usual ? `  ${text(usual)}` : ''}`;
}

function wholeText({ deploySince, usual, stacks: [stack] }: Watched, now: number): string | undefined {
  if (deploySince === undefined) return undefined;
  const elapsed = `In all ${clock(now - deploySince)}`;
  if (usual === undefined) return stack?.usual ? `${elapsed}; the stack ${usualText(stack.usual)}` : elapsed;
  const late = now - deploySince > usual.longest ? ', longer than the deploys before' : '';
  return `${elapsed} of about ${rounded(usual.expected)}${late}`;
}

/** Time that passes, in whole seconds: `40 s`, `3 min 10 s`, `1 h 5 min`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds} s`;
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
