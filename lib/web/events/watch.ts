import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Refusal } from '../api';
import type { PageWorld } from '../page-world';
import { refusalOf } from '../refusal-of';

/** What the page shows, without who looks and what goes on. */
export type WorldState = Awaited<ReturnType<PageWorld['state']>>;

/** What was found the last time that AWS was asked. */
export type Seen = { readonly id: number } & ({ readonly state: WorldState } | { readonly refusal: Refusal });

/** Between two looks, however many tabs there are. */
const pauseMs = 5000;
/** After one that failed it doubles up to this. */
const longestPauseMs = 60_000;
/** Something older is not shown to who begins to look. */
const freshMs = 60_000;

/** Asks for the state again and again while someone looks, once for all of them, and not at all while no one does. */
export class Watch {
  private readonly watchers = new Set<(seen: Seen) => void>();
  private readonly over = new AbortController();
  private asking: Promise<Seen> | undefined;
  private last: { readonly seen: Seen; readonly at: number } | undefined;
  private nap = new AbortController();
  private running = false;
  private hurried = false;
  private failures = 0;

  constructor(
    private readonly world: Pick<PageWorld, 'state'>,
    private readonly clock: Clock,
    private readonly onDefect: (error: unknown) => void,
  ) {}

  /** From what is known on, if that is no older than a minute. Returns what ends it. */
  begin(watcher: (seen: Seen) => void): () => void {
    if (this.last && this.age() < freshMs) watcher(this.last.seen);
    this.watchers.add(watcher);
    void this.run();
    return () => {
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.nap.abort();
    };
  }

  /** What is known, or is found now when that is older than the pause. */
  async now(): Promise<Seen> {
    return this.last && this.age() < pauseMs ? this.last.seen : this.look();
  }

  /** Something changed: it is looked at without the pause. */
  soon(): void {
    this.hurried = true;
    this.nap.abort();
  }

  close(): void {
    this.watchers.clear();
    this.over.abort(new PreviewError('interrupted', 'The page has ended', { fault: 'user' }));
    this.nap.abort();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (this.watchers.size > 0) {
      const pause = Math.min(pauseMs * 2 ** this.failures, longestPauseMs);
      // No longer than the pause, when the clock was set back.
      const rest = this.hurried ? 0 : Math.min(pause, pause - this.age());
      if (rest > 0) {
        this.nap = new AbortController();
        await this.clock.sleep(rest, this.nap.signal).catch(() => undefined);
      } else {
        this.hurried = false;
        await this.look();
      }
    }
    this.running = false;
  }

  private look(): Promise<Seen> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<Seen> {
    const id = (this.last?.seen.id ?? 0) + 1;
    const seen: Seen = await this.world.state(this.over.signal).then(
      (state) => ({ id, state }),
      (error: unknown) => ({ id, refusal: refusalOf(error, this.onDefect) }),
    );
    this.failures = 'state' in seen ? 0 : this.failures + 1;
    this.last = { seen, at: this.clock.now().getTime() };
    for (const watcher of this.watchers) watcher(seen);
    return seen;
  }

  private age(): number {
    return this.last ? this.clock.now().getTime() - this.last.at : Number.POSITIVE_INFINITY;
  }
}
