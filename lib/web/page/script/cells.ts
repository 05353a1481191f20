import type { ActState, PreviewRow } from '../../api';
import { act, endWords } from './acts';
import { button, type Child, h, icon, outward, time } from './dom';
import { hostOf, money, short } from './format';
import { may } from './store';

/** One column of a row. */
interface Cell {
  readonly name: string;
  /** Its heading, also in front of the value where a row is drawn as a card. */
  readonly title: string;
  /** Whether a card has it beside others in a line. */
  readonly short?: true;
  /** Whether it tells of acts. */
  readonly acts?: true;
  readonly draw: (row: PreviewRow, act: ActState | undefined) => readonly Child[];
}

const words: Readonly<Record<PreviewRow['standing'], string>> = {
  ready: 'Ready',
  busy: 'Working',
  asleep: 'Asleep',
  failing: 'Failing',
  held: 'Held',
  going: 'Going',
};

/** The standing as a word with a picture; colour only repeats it. */
export function pill(standing: PreviewRow['standing']): HTMLElement {
  return h(`span.pill.${standing}`, icon(standing), words[standing]);
}

/** How an act goes, in a line. */
export function actLine(state: ActState): HTMLElement {
  const { progress } = state;
  const line = state.state === 'running' ? `${state.words}: ${progress.at(-1) ?? 'begins'}` : endWords(state);
  return h(`span.act.${state.state}`, actIcon(state), h('span', line));
}

export function actIcon({ state }: ActState): Node {
  return icon(state === 'running' ? 'busy' : state === 'done' ? 'ready' : 'failing');
}

export function pullRequestLine({ pullRequest }: PreviewRow): HTMLElement {
  if (!pullRequest) return h('span.soft', 'No pull request');
  const { number, title, author, url } = pullRequest;
  return h('span.soft.line', outward(url, '', `#${number}`), ' ', h('bdi', title), ' · ', h('bdi', author));
}

/** Why it stays or when it goes, in a few words. */
export function goesWords({ cleanup, keptUntil }: PreviewRow): readonly Child[] {
  if (cleanup.verdict === 'delete') return [h('strong.warn', 'now')];
  if (keptUntil !== undefined) return ['kept, ends ', time(keptUntil, 'until')];
  return [cleanup.goesAt === undefined ? 'stays' : time(cleanup.goesAt, 'until')];
}

export function commitLine({ commit }: PreviewRow): readonly Child[] {
  if (!commit) return ['–'];
  const { url, sha, subject, at } = commit;
  return [outward(url, 'mono', short(sha)), ' ', subject !== undefined && h('bdi', subject, ' · '), time(at)];
}

export function hostLink(url: string): HTMLElement {
  return outward(url, 'host', { title: url }, hostOf(url), icon('out'));
}

export const cells: readonly Cell[] = [
  {
    name: 'branch',
    title: 'Preview',
    draw: (row) => [
      h('a.name', { href: `#/p/${row.id}`, 'data-key': 'open' }, h('bdi', row.branch)),
      pullRequestLine(row),
    ],
  },
  {
    name: 'state',
    title: 'State',
    acts: true,
    draw: (row, going) => [
      pill(row.standing),
      going && going.state !== 'done' ? actLine(going) : h('span.soft', [row.state, ...row.held].join(' · ')),
    ],
  },
  {
    name: 'url',
    title: 'Address',
    acts: true,
    draw: ({ url, standing, branch }, going) => [
      url === undefined ? h('span.soft', 'none yet') : hostLink(url),
      standing === 'asleep' &&
        may('wake') &&
        going?.state !== 'running' &&
        button('wake.small', () => void act(branch, { verb: 'wake' }), { 'aria-label': `Wake ${branch}` }, 'Wake'),
    ],
  },
  {
    name: 'commit',
    title: 'Commit',
    draw: ({ commit }) => [
      h('span.line', commit ? outward(commit.url, 'mono', short(commit.sha)) : '–', ' ', commit && time(commit.at)),
      commit?.subject !== undefined && h('span.soft.line', { title: commit.subject }, commit.subject),
    ],
  },
  { name: 'age', title: 'Age', short: true, draw: ({ createdAt }) => [time(createdAt, 'span')] },
  { name: 'idle', title: 'Idle', short: true, draw: ({ usedAt }) => [time(usedAt, 'span')] },
  {
    name: 'goes',
    title: 'Goes',
    short: true,
    draw: (row) => [h('span', { title: row.cleanup.because }, ...goesWords(row))],
  },
  { name: 'cost', title: '$ a day', short: true, draw: (row) => [money(row.costPerDay)] },
];
