import type { PreviewRow } from '../../api';
import { cells } from './cells';
import { at, button, fill, h, icon, refill } from './dom';
import { keyedPlan } from './keyed';
import { type Choice, type Sort, sorts } from './pick';
import { actOf, known } from './store';

/** Also those that are not shown now: they are looked for again. */
const rows = new Map<string, HTMLElement>();
const drawn = new Map<string, string>();
let order: readonly string[] = [];

/** The headings, which sort. */
export function drawHead({ sort: chosen, descending }: Choice, sortBy: (sort: Sort) => void): void {
  const way = descending ? 'descending' : 'ascending';
  fill('head', [chosen, way], () =>
    cells.map(({ name, title }) => {
      const sort = sorts.find((one) => one === name);
      const sorted = sort === chosen;
      return h(
        `th.${name}`,
        { scope: 'col', role: 'columnheader', 'aria-sort': sorted && way },
        sort === undefined
          ? title
          : button(`${name}.sort.${sorted ? way : ''}`, () => sortBy(sort), title, icon('sort')),
      );
    }),
  );
}

/** Brings the rows of the table to these, with as few changes as there are. */
export function drawRows(shown: readonly PreviewRow[]): void {
  const next = shown.map(({ id }) => id);
  const focused = document.activeElement?.closest<HTMLElement>('tr[data-id]')?.dataset.id;
  const { remove, place } = keyedPlan(order, next, focused);
  for (const id of remove) rows.get(id)?.remove();
  for (const row of shown) drawRow(row);
  // A row goes behind one that stands already, so that those that stay are not touched.
  for (const { key, after } of place) {
    const row = rows.get(key) ?? '';
    if (after === undefined) at('rows').prepend(row);
    else rows.get(after)?.after(row);
  }
  order = next;
}

function drawRow({ act: _, ...row }: PreviewRow): void {
  let element = rows.get(row.id);
  if (element === undefined) {
    const parts = cells.map(({ name, title, short }) =>
      h(`td.${name}.cell${short ? '.short' : ''}`, { role: 'cell', 'data-title': title }),
    );
    element = h('tr', { 'data-id': row.id, role: 'row' }, ...parts);
    rows.set(row.id, element);
  }
  const act = actOf(row.branch);
  const own = JSON.stringify(row);
  const acted = own + JSON.stringify([act, known().state?.verbs]);
  if (drawn.get(row.id) === acted) return;
  drawn.set(row.id, acted);
  const parts = [...element.children];
  parts.forEach((part, index) => {
    const cell = cells[index];
    if (cell) refill(part, cell.acts ? acted : own, () => cell.draw(row, act));
  });
}
