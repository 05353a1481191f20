import type { Account } from '../ports/account';
import type { Clock } from '../ports/clock';
import type { KeptSleep } from '../ports/record';
import type { Records } from '../ports/records';
import type { SourceRepository } from '../ports/source-repository';
import type { Stacks } from '../ports/stacks';
import type { Traffic } from '../ports/traffic';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import type { SleepDecision } from './plan/sleep-plan';

/** What the hourly job asks of the world to decide. */
export interface DuePorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
  readonly databases: {
    /** What RDS says that an instance does. Undefined when there is none. */
    status(instance: string): Promise<string | undefined>;
  };
  readonly traffic: Traffic;
  readonly repository: Pick<SourceRepository, 'identity'>;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** What it does with one preview, by its settings. */
export interface DueDeeds {
  /** @param because as the record will have it. @default as it has it */
  sleep(settings: ResolvedSettings, because: KeptSleep['because'] | undefined): Promise<unknown>;
  wake(settings: ResolvedSettings): Promise<unknown>;
  /** Ends what is held for longer than was asked for. */
  release(settings: ResolvedSettings): Promise<unknown>;
}

export interface DueRequest {
  /** Of previews, as the default branch has them. */
  readonly settings: ResolvedSettings;
  /** Those of the preview of a branch, as the default branch has them. */
  readonly settingsOf: (branch: string) => ResolvedSettings;
  readonly deeds: DueDeeds;
  /** Act; otherwise nothing is changed. */
  readonly execute: boolean;
  readonly signal?: AbortSignal;
}

/** How one act of a run ended. */
export interface DueResult {
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  readonly act: 'sleep' | 'wake' | 'release';
  /** `left`: not begun in time, or another run is at it; the next run goes on. */
  readonly outcome: 'done' | 'left' | 'failed';
  /** Code of the error. @default it is done, or was not begun */
  readonly code?: string;
  /** What was wrong, or why it is left. @default it is done */
  readonly because?: string;
}

export interface DueReport {
  /** By AWS's clock. */
  readonly at: Date;
  /** One for each preview, by the names of their stacks. */
  readonly decisions: readonly SleepDecision[];
  /** Why not all previews were seen. @default all were */
  readonly incomplete?: string;
  /** False for a dry run. */
  readonly executed: boolean;
  /** One for each act of the plan. */
  readonly results: readonly DueResult[];
  readonly milliseconds: number;
}
