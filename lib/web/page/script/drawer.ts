import type { PreviewDetail, PreviewRow } from '../../api';
import { act } from './acts';
import { type Answer, ask, sentence } from './ask';
import { pill, pullRequestLine } from './cells';
import { now } from './clock';
import { askDestroy, askHold, askKeep } from './dialogs';
import { at, button, type Child, fill, h, icon, outward } from './dom';
import { safeUrl } from './format';
import { logOf } from './log';
import { costLines, deploys, eventLines, facts, services, why } from './sections';
import { actOf, known, may, rowOf } from './store';
import { actPanel, banner } from './top';

let open: string | undefined;
let answer: Answer<PreviewDetail> | undefined;
let asked = '';
/** Its branch, when there was a row of it. */
let branch: string | undefined;

/** Shows the preview of this id, or closes the drawer. */
export function showPreview(id: string | undefined): void {
  const dialog = at<HTMLDialogElement>('drawer');
  const before = open;
  if (id !== open) {
    open = id;
    answer = undefined;
    branch = undefined;
    asked = '';
    logOf(id, []);
    at('p-body').scrollTop = 0;
  }
  if (id === undefined && before !== undefined) {
    dialog.close();
    // The link that opened it may have been drawn anew meanwhile.
    document.querySelector<HTMLElement>(`tr[data-id="${before}"] .name`)?.focus();
  }
  if (id !== undefined && !dialog.open) dialog.showModal();
  drawDrawer();
}

/** Brings the open drawer up to date; asks for the details again when the row tells of something new. */
export function drawDrawer(): void {
  if (open === undefined) return;
  const row = rowOf(open);
  dress('gone', row === undefined);
  if (row === undefined) drawGone(open);
  else drawPreview(row);
}

function drawPreview(row: PreviewRow): void {
  branch = row.branch;
  const going = actOf(row.branch);
  const { act: _, ...own } = row;
  const news = JSON.stringify([own, going?.state]);
  if (news !== asked) {
    asked = news;
    void load(row.id);
  }
  fill('p-title', row.branch, () => [h('bdi', row.branch)]);
  fill('p-status', own, () => [
    h('p', pullRequestLine(row)),
    h('p.standing', pill(row.standing), h('span', [row.state, ...row.held].join(' · '))),
  ]);
  const busy = going?.state === 'running';
  const detail = answer && 'value' in answer ? answer.value : undefined;
  const names = detail?.services.map(({ name }) => name) ?? [];
  fill('p-actions', [own, busy, known().state?.verbs, names], () => actions(row, busy, names));
  fill('p-act', going, () => [going && actPanel(going)]);
  fill('p-facts', own, () => facts(row));
  fill('p-why', [row.cleanup.because, detail?.why], () => why(row, detail?.why ?? []));
  if (answer === undefined) return;
  dress('asking', false);
  drawDetail(row, busy, detail);
}

function drawDetail(row: PreviewRow, busy: boolean, detail: PreviewDetail | undefined): void {
  const failure = answer && 'refusal' in answer ? answer.refusal : undefined;
  dress('failed', failure !== undefined);
  fill('p-missing', [failure, detail?.missing], () => [
    failure &&
      banner(
        'bad',
        'The details could not be asked for',
        sentence(failure),
        button('again.small', () => void load(row.id), 'Try again'),
      ),
    ...(detail?.missing ?? []).map((text) => banner('warn', 'Something could not be asked', text)),
  ]);
  if (!detail) return;
  logOf(
    row.id,
    detail.services.map(({ name }) => name),
  );
  fill('p-services', detail.services, () => services(detail.services));
  fill('p-deploys', [detail.deploys, busy, may('rollback')], () => deploys(row, detail.deploys, busy));
  fill('p-events', detail.events, () => eventLines(detail.events));
  fill('p-cost', detail.cost, () => costLines(detail.cost));
}

async function load(id: string): Promise<void> {
  if (answer === undefined) dress('asking', true);
  const came = await ask<PreviewDetail>(`/api/previews/${id}`);
  // Another one may have been opened meanwhile; and older details are better than none.
  if (id !== open || ('refusal' in came && answer && 'value' in answer)) return;
  answer = came;
  drawDrawer();
}

function drawGone(id: string): void {
  const { state, failure } = known();
  fill('p-title', branch ?? id, () => [h('bdi', branch ?? id)]);
  fill('p-status', [state !== undefined, failure], () => [
    h('p', state ? 'There is no such preview, or no longer.' : failure ? sentence(failure) : 'Asks AWS …'),
  ]);
  const last = branch === undefined ? undefined : actOf(branch);
  fill('p-act', last, () => [last && actPanel(last)]);
}

function actions(row: PreviewRow, busy: boolean, services: readonly string[]): Child[] {
  const asleep = row.standing === 'asleep';
  const deed = (verb: string, label: string, picture: string, what: () => void, shown = true): Child =>
    shown &&
    may(verb) &&
    button(
      `${verb}.${verb === 'destroy' ? 'danger' : ''}`,
      () => !busy && what(),
      { 'aria-disabled': busy && 'true' },
      icon(picture),
      label,
    );
  const plain = (verb: 'wake' | 'sleep' | 'rebuild' | 'release') => () => void act(row.branch, { verb });
  return [
    safeUrl(row.url) !== undefined && outward(row.url, 'button.primary', icon('out'), 'Open'),
    deed('wake', 'Wake', 'wake', plain('wake'), asleep),
    deed('sleep', 'Sleep', 'asleep', plain('sleep'), !asleep),
    deed('keep', 'Keep …', 'keep', () => askKeep(row, now())),
    deed('rebuild', 'Rebuild', 'busy', plain('rebuild')),
    deed('hold', 'Hold …', 'held', () => askHold(row, services), !asleep && row.held.length === 0),
    deed('release', 'Release', 'ready', plain('release'), row.held.length > 0),
    deed('destroy', 'Destroy …', 'going', () => askDestroy(row)),
  ];
}

function dress(name: string, on: boolean): void {
  at('drawer').classList.toggle(name, on);
}
