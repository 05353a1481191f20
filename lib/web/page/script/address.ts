import { type Choice, filters, firstChoice, sorts } from './pick';

/** What the address of the page says: what is looked for, and which preview is open. */
export interface Address {
  readonly choice: Choice;
  /** Id of the preview whose drawer is open. @default none */
  readonly open?: string;
  /** Whether the dialog for a new preview is open. */
  readonly create: boolean;
}

/** Reads `?q=menu&show=asleep&sort=-cost#/p/<id>`; what it does not know counts as not said. */
export function readAddress(search: string, hash: string): Address {
  const query = new URLSearchParams(search);
  const show = query.get('show');
  const sort = query.get('sort') ?? '';
  const open = /^#\/p\/([a-z0-9-]{1,63})$/.exec(hash)?.[1];
  return {
    choice: {
      search: query.get('q') ?? '',
      filter: filters.find((one) => one === show) ?? firstChoice.filter,
      sort: sorts.find((one) => one === sort.replace(/^-/, '')) ?? firstChoice.sort,
      descending: sort.startsWith('-'),
    },
    ...(open !== undefined && { open }),
    create: hash === '#/new',
  };
}

/** The query of a choice, empty for the first one. */
export function queryOf({ search, filter, sort, descending }: Choice): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (filter !== firstChoice.filter) query.set('show', filter);
  if (sort !== firstChoice.sort || descending) query.set('sort', `${descending ? '-' : ''}${sort}`);
  return query.size === 0 ? '' : `?${query}`;
}
