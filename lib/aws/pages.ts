import { PreviewError } from '../errors';

interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts. @default this is the last one */
  readonly next: string | undefined;
}

/** Every item of every page. A page that points to where we have been would never end: it is an error. */
export async function* pages<Item>(
  action: string,
  read: (from: string | undefined) => Promise<Page<Item>>,
): AsyncIterable<Item> {
  const seen = new Set<string>();
  let from: string | undefined;
  do {
    const page: Page<Item> = await read(from);
    yield* page.items;
    from = page.next;
    if (from !== undefined && seen.has(from)) {
      throw new PreviewError('aws-answer-strange', `the pages of ${action} go round in a circle`, { fault: 'world' });
    }
    if (from !== undefined) seen.add(from);
  } while (from !== undefined);
}
