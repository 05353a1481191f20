import { PreviewError } from '../../../lib/errors';
import type { Clock } from '../../../lib/ports/clock';
import type { ChangeStarted, Stack, StackEvent, StackResource, Stacks } from '../../../lib/ports/stacks';

/** What CloudFormation takes: so many requests a second, and so many at once after a rest. */
const perSecond = 5;
const burst = 10;
const onPage = 100;
const latencyMs = 80;
/** As the SDK's standard mode: so many attempts, and before each a wait of up to 0.5, 1, 2 … s, 20 s at the most. */
const attempts = 6;

/** CloudFormation with a limiter before it, and the SDK's retries before that. */
export class LimitedStacks implements Stacks {
  requests = 0;
  /** Pages of the listing of all stacks. */
  pages = 0;
  throttled = 0;
  surfaced = 0;
  private tokens = burst;
  private filledAt: number;

  constructor(
    private readonly inner: Stacks,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {
    this.filledAt = clock.now().getTime();
  }

  async *list(): AsyncIterable<Stack> {
    let count = 0;
    for await (const stack of this.inner.list()) {
      if (count % onPage === 0) {
        await this.request();
        this.pages += 1;
      }
      count += 1;
      yield stack;
    }
  }

  clockAheadMs(): number | undefined {
    return this.inner.clockAheadMs();
  }

  async *proposals(stackId: string): AsyncIterable<Readonly<Record<string, string>>> {
    await this.request();
    yield* this.inner.proposals(stackId);
  }

  async *deleting(): AsyncIterable<string> {
    await this.request();
    yield* this.inner.deleting();
  }

  async find(nameOrId: string): Promise<Stack | undefined> {
    await this.request();
    return this.inner.find(nameOrId);
  }

  async *resources(stackId: string): AsyncIterable<StackResource> {
    await this.request();
    yield* this.inner.resources(stackId);
  }

  async *events(stackId: string): AsyncIterable<StackEvent> {
    await this.request();
    yield* this.inner.events(stackId);
  }

  async template(stackId: string): Promise<string> {
    await this.request();
    return this.inner.template(stackId);
  }

  async remove(stackId: string, options: { token: string; roleArn?: string }): Promise<void> {
    await this.request();
    return this.inner.remove(stackId, options);
  }

  change(): Promise<ChangeStarted> {
    throw new PreviewError('stack-refused', 'a cleanup changes no stack', { fault: 'us' });
  }

  private async request(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.requests += 1;
      await this.clock.sleep(latencyMs);
      if (this.allowed()) return;
      this.throttled += 1;
      if (attempt === attempts) {
        this.surfaced += 1;
        throw new PreviewError('throttled', 'Rate exceeded', { fault: 'world' });
      }
      await this.clock.sleep(Math.min(20_000, 500 * 2 ** (attempt - 1)) * this.random());
    }
  }

  private allowed(): boolean {
    const now = this.clock.now().getTime();
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
