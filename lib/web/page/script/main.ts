import { type Address, queryOf, readAddress } from './address';
import { sentence } from './ask';
import { every } from './clock';
import { openCreate, wireCreate } from './create';
import { ageTimes, at, button, type Child, fill, h, icon } from './dom';
import { drawDrawer, showPreview } from './drawer';
import { connect, live } from './live';
import { wireLog } from './log';
import { type Choice, firstChoice, pick, type Sort, sorts } from './pick';
import { known, may, onChange } from './store';
import { drawHead, drawRows } from './table';
import { drawTop } from './top';

let address: Address = readAddress(location.search, location.hash);

function draw(): void {
  const { state, link, failure } = known();
  const { choice } = address;
  drawTop(choice, (filter) => choose({ filter }), again);
  drawHead(choice, sortBy);
  const shown = state ? pick(state.previews, choice, Date.parse(state.at)) : [];
  drawRows(shown);
  at('loading').hidden = state !== undefined || link !== 'loading';
  at('table').hidden = shown.length === 0;
  at('tools').hidden = !state || state.previews.length === 0;
  at('counters').hidden = !state;
  const all = state?.previews.length ?? 0;
  fill('shown', [shown.length, all], () => [`${shown.length === all ? '' : `${shown.length} of `}${all} previews`]);
  fill('blank', [shown.length, all, state?.complete, link, failure, choice, may('create')], () =>
    shown.length > 0 ? [] : blank(),
  );
  drawDrawer();
}

/** What stands in the place of the table: why there is nothing, and what to do. */
function blank(): readonly Child[] {
  const { state, link, failure } = known();
  if (!state) {
    if (link !== 'failed' || !failure) return [];
    return block(
      'failing',
      'The previews could not be listed',
      sentence(failure),
      button('again.primary', again, 'Try again'),
    );
  }
  if (state.previews.length > 0) {
    const clear = button('clear', () => choose(firstChoice), 'Show all');
    return block('all', 'No preview is like that', 'Nothing fits both the search and the filter.', clear);
  }
  if (!state.complete) return block('failing', 'No preview could be found', 'There may be some all the same.');
  const create = may('create') && h('a.button.primary', { href: '#/new' }, icon('plus'), 'New preview');
  const text = 'Push a branch, and its pipeline makes a preview of it, with an address of its own.';
  return block('all', 'No previews yet', create ? `${text} Or choose a branch here.` : text, create);
}

function block(picture: string, title: string, text: string, action?: Child): readonly Child[] {
  return [icon(picture), h('h2', title), h('p', text), action];
}

function choose(part: Partial<Choice>): void {
  address = { ...address, choice: { ...address.choice, ...part } };
  history.replaceState(null, '', `${location.pathname}${queryOf(address.choice)}${location.hash}`);
  dressTools();
  draw();
}

/** The same heading again turns the order round. */
function sortBy(sort: Sort): void {
  const { choice } = address;
  choose({ sort, descending: choice.sort === sort ? !choice.descending : sort === 'cost' });
}

function dressTools(): void {
  const { search, sort } = address.choice;
  const field = at<HTMLInputElement>('search');
  if (field.value !== search) field.value = search;
  at<HTMLSelectElement>('sort').value = sort;
}

/** Follows the address, also when somebody goes back. */
function arrive(): void {
  address = readAddress(location.search, location.hash);
  dressTools();
  draw();
  showPreview(address.open);
  if (address.create) void openCreate();
  else at<HTMLDialogElement>('create').close();
}

/** Whatever closed a dialog: the address no longer says that it is open. */
function leave(closed: HTMLDialogElement): void {
  const said = closed.id === 'create' ? address.create : address.open !== undefined;
  if (!said || closed.open) return;
  history.pushState(null, '', `${location.pathname}${location.search}`);
  arrive();
}

function again(): void {
  void connect();
}

function wire(): void {
  at('search').addEventListener('input', () => choose({ search: at<HTMLInputElement>('search').value }));
  at('sort').addEventListener('change', () => {
    const sort = sorts.find((one) => one === at<HTMLSelectElement>('sort').value);
    if (sort) choose({ sort, descending: sort === 'cost' });
  });
  for (const dialog of document.querySelectorAll('dialog')) {
    dialog.addEventListener('close', () => leave(dialog));
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
    for (const one of dialog.querySelectorAll('[data-close]')) one.addEventListener('click', () => dialog.close());
  }
  wireCreate(() => at<HTMLDialogElement>('create').close());
  wireLog();
  addEventListener('popstate', arrive);
  addEventListener('keydown', (event) => {
    const writing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog[open]');
    if (event.key !== '/' || writing) return;
    event.preventDefault();
    at('search').focus();
  });
  every(60_000, ageTimes);
}

wire();
onChange(draw);
arrive();
live();
