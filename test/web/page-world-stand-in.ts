import type { DeedEnd } from '../../lib/control/deeds';
import { PreviewError } from '../../lib/errors';
import type { BranchesAnswer, LogLineEvent, PreviewDetail, PreviewRow } from '../../lib/web/api';
import type { WorldState } from '../../lib/web/events/watch';
import type { PageWorld } from '../../lib/web/page-world';

type Asked = Parameters<PageWorld['act']>[0];

export function rowOf(branch: string, more: Partial<PreviewRow> = {}): PreviewRow {
  const at = '2026-11-20T10:00:00.000Z';
  return {
    ...{ id: branch.replaceAll('/', '-'), branch, standing: 'ready', state: 'awake', createdAt: at, usedAt: at },
    ...{ cleanup: { verdict: 'keep', because: 'its branch is there' }, held: [], ...more },
  };
}

/** A world that a test says everything of. */
export class PageWorldStandIn implements PageWorld {
  rows: readonly PreviewRow[] = [rowOf('feature/login'), rowOf('other')];
  /** How often it was asked for the state. */
  looks = 0;
  /** Thrown by the next looks. */
  failure: unknown;
  readonly asked: Asked[] = [];
  /** What is at work: a line of progress, and the end. */
  readonly works: { line: (text: string) => void; end: (end: DeedEnd) => void; fail: (error: unknown) => void }[] = [];
  log: PageWorld['log'];
  logsOpen = 0;

  constructor(lines: readonly LogLineEvent[] = []) {
    const world = this;
    this.log = async function* (_branch, _service, signal) {
      world.logsOpen += 1;
      try {
        yield* lines;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      } finally {
        world.logsOpen -= 1;
      }
    };
  }

  async state(): Promise<WorldState> {
    this.looks += 1;
    if (this.failure !== undefined) throw this.failure;
    const counters = { awake: this.rows.length, asleep: 0, failing: 0, goingNext: 0 };
    const at = '2026-11-20T12:00:00.000Z';
    return { project: 'shop', region: 'eu-central-1', at, complete: true, counters, previews: this.rows };
  }

  async detail(branch: string): Promise<PreviewDetail> {
    if (branch === 'other') {
      throw new PreviewError('not-deployed', 'Nothing is deployed of other', { fault: 'user' });
    }
    return { id: 'feature-login', branch, services: [], deploys: [], why: [], events: [], cost: [], missing: [] };
  }

  async branches(): Promise<BranchesAnswer> {
    return { branches: [{ name: 'new' }], complete: true };
  }

  isStage(branch: string): boolean {
    return branch === 'main';
  }

  act(asked: Asked, line: (text: string) => void, signal: AbortSignal): Promise<DeedEnd> {
    this.asked.push(asked);
    return new Promise((end, fail) => {
      this.works.push({ line, end, fail });
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    });
  }
}
