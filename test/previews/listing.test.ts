import { PreviewError } from '../../lib/errors';
import { collect } from '../../lib/previews/listing';

async function* pages(...items: readonly (number | Error)[]): AsyncIterable<number> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    yield item;
  }
}

describe('a listing', () => {
  test('that was read to its end is complete', async () => {
    expect(await collect(pages(1, 2, 3))).toEqual({ complete: true, items: [1, 2, 3] });
    expect(await collect(pages())).toEqual({ complete: true, items: [] });
  });

  test('that broke off says so, and why, and keeps what it has', async () => {
    const error = new PreviewError('github-unreachable', 'page 2 is missing', { fault: 'world' });
    const listing = await collect(pages(1, error));
    expect(listing).toEqual({ complete: false, items: [1], because: 'page 2 is missing', error });
  });

  test('is given up at once when the run is interrupted', async () => {
    const stop = new Error('stop');
    await expect(collect(pages(1, 2), AbortSignal.abort(stop))).rejects.toBe(stop);
  });
});
