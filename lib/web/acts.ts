import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { ControlCommand } from '../control/command';
import type { DeedEnd, DeedVerb } from '../control/deeds';
import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import { visible } from '../text/visible';
import type { ActState } from './api';
import type { PageWorld } from './page-world';
import { refusalOf } from './refusal-of';

/** What is asked for, read and allowed. */
export interface Asked {
  readonly branch: string;
  readonly command: ControlCommand<DeedVerb>;
  readonly words: string;
  readonly by: string;
}

const mostLines = 50;
const longestLine = 500;
/** So long the end of an act is shown, also to a tab that was reloaded meanwhile. */
const shownMs = 60_000;

export interface ActsOptions {
  readonly world: Pick<PageWorld, 'act'>;
  readonly clock: Clock;
  /** Gets an act each time that it changed. */
  readonly changed: (act: ActState) => void;
  readonly onDefect: (error: unknown) => void;
}

/** What this page does, one act a branch at a time. */
export class Acts {
  private readonly byBranch = new Map<string, ActState>();
  private readonly works = new Set<Promise<void>>();
  private readonly over = new AbortController();

  constructor(private readonly options: ActsOptions) {
    // Each act hears it, and there may be one a branch: Node takes more than ten for a mistake.
    setMaxListeners(0, this.over.signal);
  }

  /** Those that go on, and those that ended within a minute. */
  all(): readonly ActState[] {
    return [...this.byBranch.values()];
  }

  of(branch: string): ActState | undefined {
    return this.byBranch.get(branch);
  }

  /** Begins it; undefined when something goes on at the branch, or the page ends. */
  begin(asked: Asked): ActState | undefined {
    const { branch, command, words, by } = asked;
    if (this.of(branch)?.state === 'running' || this.over.signal.aborted) return undefined;
    const at = this.options.clock.now().toISOString();
    const act: ActState = {
      ...{ id: randomUUID(), branch, verb: command.verb, words, by, at },
      ...{ state: 'running', progress: [] },
    };
    this.keep(act);
    const work = this.work(asked).finally(() => this.works.delete(work));
    this.works.add(work);
    return act;
  }

  /** Interrupts what goes on, and waits until each act has said how it ended. */
  async close(): Promise<void> {
    this.over.abort(new PreviewError('interrupted', 'The page has ended', { fault: 'user' }));
    await Promise.all(this.works);
  }

  private async work(asked: Asked): Promise<void> {
    const { world, clock, onDefect } = this.options;
    const line = (text: string) => {
      const act = this.of(asked.branch);
      if (act?.state !== 'running') return;
      this.keep({ ...act, progress: [...act.progress, visible(text, longestLine)].slice(-mostLines) });
    };
    const ended = await world.act(asked, line, this.over.signal).then(
      (end) => endOf(end),
      (error: unknown) => {
        const { because, hint } = refusalOf(error, onDefect);
        return { state: 'failed', text: because, ...(hint !== undefined && { lines: [hint] }) } as const;
      },
    );
    const act = this.of(asked.branch);
    if (act) this.keep({ ...act, ...ended });
    void clock.sleep(shownMs, this.over.signal).then(
      () => this.of(asked.branch)?.id === act?.id && this.byBranch.delete(asked.branch),
      () => undefined,
    );
  }

  private keep(act: ActState): void {
    this.byBranch.set(act.branch, act);
    this.options.changed(act);
  }
}

function endOf({ ended, text, lines, url }: DeedEnd): Pick<ActState, 'state' | 'text' | 'lines' | 'url'> {
  return { state: ended, text, ...(lines && { lines }), ...(url !== undefined && { url }) };
}
