import type { LogLine } from '../../ports/environments';
import type { ProbeAnswer } from '../../ports/probe';
import { plain, withoutColours } from '../../text/visible';
import { isFault } from '../../try/front-page';
import type { Trial } from '../compose/trial';

/** How a try went. */
export interface Tried extends Pick<Trial, 'uncommitted' | 'assumed' | 'replaced'> {
  readonly url: string;
  /** What `/` answered. */
  readonly probed: ProbeAnswer;
  /** It answered 200. */
  readonly healthPath: string;
  readonly branch: string;
  /** What AWS decides otherwise, or was not asked. */
  readonly onAws: readonly string[];
  readonly logs: readonly LogLine[];
}

type Opening = Pick<Trial, 'branch' | 'uncommitted' | 'assumed' | 'replaced' | 'remarks'>;

/** What is tried, and what had to be assumed for it. */
export function openingLines({ branch, uncommitted, assumed, replaced, remarks }: Opening): string[] {
  const because = branch.because === undefined ? '' : ` (${branch.because})`;
  const changes = uncommitted === 0 ? 'as it is committed' : `with ${many(uncommitted, 'uncommitted change')}`;
  return [
    plain(`Trying the working copy ${changes}, as a preview of the branch "${branch.name}"${because}.`),
    ...remarks.map((remark) => plain(remark)),
    ...list('Assumed:', assumed),
    ...list(
      'Replaced in your settings, for this run only:',
      replaced.map(({ path, because: why }) => `${path}: ${why}`),
    ),
  ];
}

/** What was noticed, where the try fails. */
export function noteLines(notes: readonly string[]): string[] {
  return list('Noticed before:', notes);
}

/** How it went, for people. */
export function triedLines({ url, probed, healthPath, logs, onAws }: Tried, stay: boolean): string[] {
  const answered = probed.kind === 'answered' ? `answered ${probed.status}` : `did not answer: ${probed.reason}`;
  const meaning = meaningOf(probed, healthPath, stay);
  return [
    ...list(
      'Its last log lines:',
      logs.map(({ source, text }) => `${source} | ${withoutColours(text)}`),
    ),
    ...list('On AWS:', onAws),
    ...(stay ? ['Ctrl-C takes everything down.'] : ['Everything is taken down now; --stay keeps it up.']),
    ...(stay && meaning !== '' ? [plain(`/ ${answered}${meaning}`)] : []),
    plain(stay ? url : `${url}/ ${answered}${meaning}`),
  ];
}

/** What an answer of the front page says of the app. */
function meaningOf(probed: ProbeAnswer, healthPath: string, stay: boolean): string {
  if (probed.kind === 'silent' || probed.status < 400) return '';
  const well = healthPath === '/' ? 'its health path answered 200 before' : `${healthPath} answered 200`;
  if (!isFault(probed)) {
    const why = probed.status === 404 ? ', and / has no page' : '';
    return `. The app is well: ${well}${why}.`;
  }
  const look = stay ? '' : ' `try --stay` keeps the app up, to ask it again.';
  return `: a fault of the app, though ${well}. Its log lines are above; without any about it, have the app log its errors to standard output.${look}`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${plain(line)}`)];
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
