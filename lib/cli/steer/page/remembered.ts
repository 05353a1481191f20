import type { Clock } from '../../../ports/clock';
import { collect, type Listing } from '../../../previews/listing';

/** A listing that is asked for again only when it has grown old. */
export class Remembered<T> {
  private last: { readonly listing: Listing<T>; readonly at: number } | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly keptMs: number,
  ) {}

  /**
   * @param changed when something last happened that it must show. @default nothing is known of
   * @throws what kept the listing from its end
   */
  async *list(source: () => AsyncIterable<T>, changed?: Date): AsyncIterable<T> {
    const now = this.clock.now().getTime();
    const { at = Number.NaN } = this.last ?? {};
    if (this.last === undefined || Math.abs(now - at) >= this.keptMs || (changed?.getTime() ?? 0) >= at) {
      this.last = { listing: await collect(source()), at: now };
    }
    yield* this.last.listing.items;
    if (!this.last.listing.complete) throw this.last.listing.error;
  }

  /** For what was changed meanwhile. */
  forget(): void {
    this.last = undefined;
  }
}
