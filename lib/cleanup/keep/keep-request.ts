import type { Account } from '../../ports/account';
import type { Clock } from '../../ports/clock';
import type { Records } from '../../ports/records';
import type { SourceRepository } from '../../ports/source-repository';
import type { Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';

/** What keep asks of the world. */
export interface KeepPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
  readonly repository: SourceRepository;
  readonly clock: Clock;
}

/** How long a preview shall be kept. */
export type Wish =
  /** From now on. */
  | { readonly kind: 'for'; readonly milliseconds: number }
  | { readonly kind: 'until'; readonly until: Date }
  | { readonly kind: 'forever' }
  /** As if no one had asked. */
  | { readonly kind: 'no-longer' };

export interface KeepRequest {
  /** Of a preview. Cleanup goes by those of the default branch. */
  readonly settings: ResolvedSettings;
  readonly wish: Wish;
}

/** What became of the wish. All but the first two are no success, and change nothing. */
export type KeepOutcome = {
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
} & (
  | {
      readonly kind: 'kept';
      /** ISO time that the record says now. */
      readonly keepUntil: string;
      /** ISO time until which it stays by that. */
      readonly until: string;
      /** Days after its last change that settings allow, where they end it before `keepUntil`. @default they do not */
      readonly cutByDays?: number;
      /** ISO time that the record said before. @default none */
      readonly formerly?: string;
    }
  | {
      readonly kind: 'no-longer';
      /** ISO time that the record said before. @default none: nothing was changed */
      readonly formerly?: string;
    }
  | { readonly kind: 'nothing-there' }
  /** It is being deleted, or was in part. */
  | { readonly kind: 'going'; readonly status: string }
  /** No deploy has got so far that it made a record. */
  | { readonly kind: 'no-record'; readonly status: string }
  | {
      /** Settings keep nothing that was not changed for so long. */
      readonly kind: 'used-up';
      /** ISO time at which CloudFormation last changed it. */
      readonly lastChange: string;
      readonly maxKeepDays: number;
    }
);
