import type { ActState } from '../../api';
import { endWords, putAway } from './acts';
import { ask, sentence } from './ask';
import { actIcon, actLine } from './cells';
import { at, button, type Child, fill, h, icon, outward, time } from './dom';
import { money } from './format';
import type { Choice, Filter } from './pick';
import { type Known, known, may } from './store';

const linkWords = { loading: 'Connecting', live: 'Live', offline: 'Offline', failed: 'Not up to date' };

/** What stands above the table: the project, the counters, what is amiss, what goes on. */
export function drawTop({ filter }: Choice, filterBy: (filter: Filter) => void, again: () => void): void {
  const { state, link, failure, retryIn } = known();
  if (state) {
    const { project, region, viewer, at: when } = state;
    fill('project', [project, region], () => [h('bdi', project), h('code.soft', region)]);
    document.title = `Previews of ${project}`;
    fill('viewer', [viewer, when], () => [
      viewer && h('bdi', viewer.login),
      viewer && button('out.small', () => void ask('/sign-out', {}).then(again), 'Log out'),
      h('span.soft', 'as of ', time(when)),
    ]);
    drawCounters(filter, filterBy);
  }
  fill('link', link, () => [
    h(`span.link.${link}`, icon(link === 'live' ? 'ready' : link === 'loading' ? 'busy' : 'failing'), linkWords[link]),
  ]);
  at('create-link').hidden = !may('create');
  const { complete, because, readOnly } = state ?? {};
  fill('banners', [failure, retryIn, link, complete, because, readOnly], () => banners(known(), again));
  drawTray();
}

function drawCounters(filter: Filter, filterBy: (filter: Filter) => void): void {
  const { state } = known();
  if (!state) return;
  const { awake, asleep, failing, goingNext, costPerDay } = state.counters;
  const all = state.previews.length;
  const counted: readonly [Filter, string, number, string][] = [
    ['all', 'All', all, 'all'],
    ['awake', 'Awake', awake, 'ready'],
    ['asleep', 'Asleep', asleep, 'asleep'],
    ['failing', 'Failing', failing, 'failing'],
    ['going', 'Going next', goingNext, 'going'],
  ];
  const inside = (picture: string, title: string, value: string) => [
    h('span', icon(picture), title),
    h('strong', value),
  ];
  fill('counters', [state.counters, all, filter], () => [
    ...counted.map(([name, title, count, picture]) =>
      button(
        `${name}.counter.${count > 0 ? picture : 'none'}`,
        () => filterBy(name),
        { 'aria-pressed': String(filter === name) },
        ...inside(picture, title, String(count)),
      ),
    ),
    h('p.counter.cost', ...inside('cost', 'A day, all', money(costPerDay))),
  ]);
}

function banners({ state, link, failure, retryIn }: Known, again: () => void): readonly Child[] {
  const gone = link === 'offline';
  const next = retryIn === undefined ? '' : ` The next try is in ${retryIn} s.`;
  const older = state ? 'What you see is older. ' : '';
  return [
    failure &&
      (gone || state) &&
      banner(
        'bad',
        gone ? 'The server is gone' : 'The page could not be brought up to date',
        `${older}${gone ? 'Once it is back, this goes on.' : sentence(failure)}${next}`,
        button('again.small', again, 'Try now'),
      ),
    state && !state.complete && banner('warn', 'The list is incomplete: nothing will be deleted by it', state.because),
    state?.complete && state.because && banner('warn', 'Not everything could be asked', state.because),
    state?.readOnly && banner('note', 'You can look, and change nothing', state.readOnly),
  ];
}

export function banner(kind: 'bad' | 'warn' | 'note', title: string, text?: string, action?: Child): HTMLElement {
  const picture = icon(kind === 'note' ? 'note' : 'failing');
  return h(`div.banner.${kind}`, picture, h('div', h('strong', title), h('p', text)), action);
}

/** Acts of this page, and those that have no row to stand in. */
function drawTray(): void {
  const { acts, mine, state } = known();
  const branches = new Set(state?.previews.map(({ branch }) => branch));
  const shown = [...acts.values()].filter(({ id, branch }) => mine.has(id) || (state && !branches.has(branch)));
  fill('tray', shown, () =>
    shown.map((act) =>
      h(
        'section.card',
        h('div', h('bdi.name', act.branch), actLine(act)),
        act.state !== 'running' &&
          button(`${act.id}.plain`, () => putAway(act), { 'aria-label': `Put away: ${act.branch}` }, '✕'),
      ),
    ),
  );
}

/** All that is known of an act: its lines while it goes on, and its end. */
export function actPanel(act: ActState): HTMLElement {
  const { words, by, at: when, text, progress, lines = [], url, state } = act;
  const running = state === 'running';
  const shown = [...progress, ...lines];
  return h(
    `div.panel.${state}`,
    h(
      'p.act',
      actIcon(act),
      h('strong', running ? `${words}: goes on` : endWords({ words, state })),
      h('span.soft', by && `by ${by}, `, time(when)),
    ),
    text && h('p', text),
    shown.length > 0 && h('ol.lines', ...shown.map((line) => h('li', line))),
    url !== undefined && outward(url, '', 'Look there'),
  );
}
