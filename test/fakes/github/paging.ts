import type { OddAnswer, StandInRequest } from './wire';

/** A page of a list, with GitHub's Link header, which names the repository by number. */
export function pageOf(
  entries: readonly unknown[],
  { path, query }: StandInRequest,
  { pageSize, url }: { readonly pageSize: number; readonly url: string },
): OddAnswer {
  const page = Number(query.get('page') ?? 1);
  const size = Math.min(pageSize, Number(query.get('per_page') ?? 30));
  const last = Math.max(1, Math.ceil(entries.length / size));
  const link = (to: number, rel: string) => {
    const target = new URLSearchParams(query);
    target.set('page', String(to));
    return `<${url}/repositories/1${path}?${target}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: entries.slice((page - 1) * size, page * size),
    ...(links.length > 0 && { headers: { link: links.join(', ') } }),
  };
}
