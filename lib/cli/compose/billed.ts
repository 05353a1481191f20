import { estimate } from '../../cost/estimate';
import { dollars } from '../../cost/money';
import { type CostDocument, costDocument, dailyCost } from '../../cost/of-target';
import { asleepSum, type Sum, sumOf } from '../../cost/sum';
import type { Target } from '../../naming/target';
import { stackState } from '../../stacks/stack-state';
import type { Session } from '../session';
import type { PricesOf } from './prices';

/** A target that has a stack. */
export interface Standing {
  readonly target: Target;
  /** CloudFormation's StackStatus. */
  readonly state: string;
  /** Its instances and its database do not run. @default false */
  readonly asleep?: boolean;
}

/** What a stack in such a state has is what its settings say; of one that failed or is being deleted it is not known. */
const whole: readonly string[] = ['changeable', 'busy', 'stuck'];

/** What targets cost a day, by the settings of this checkout. */
export class Billed {
  constructor(
    private readonly session: Pick<Session, 'settingsOf'>,
    private readonly pricesOf: PricesOf,
  ) {}

  /** Undefined where it is not known. */
  of({ target, state, asleep }: Standing): Sum | undefined {
    if (!whole.includes(stackState(state))) return undefined;
    const settings = this.session.settingsOf(target);
    const prices = this.pricesOf(settings.values.region);
    const sum = dailyCost(settings, prices);
    if (sum?.tableDate === undefined) return undefined;
    return asleep ? asleepSum(estimate(settings, prices).own) : sum;
  }

  /** `$0.83`, `$0.95+` where it may be more, `–` where it is not known. */
  cell(standing: Standing): string {
    const sum = this.of(standing);
    return sum === undefined ? '–' : `${dollars(sum.perDay)}${sum.atLeast ? '+' : ''}`;
  }

  /** As `--json` has it. */
  document(standing: Standing): CostDocument | undefined {
    return costDocument(this.of(standing), standing.asleep ? undefined : this.session.settingsOf(standing.target));
  }

  /** What all of them cost. Undefined when of none of them anything is known. */
  together(all: readonly Standing[]): Sum | undefined {
    const known = all.filter((one) => this.of(one) !== undefined);
    if (known.length === 0) return undefined;
    const lines = (asleep: boolean) =>
      known
        .filter((one) => (one.asleep ?? false) === asleep)
        .flatMap(({ target }) => {
          const settings = this.session.settingsOf(target);
          return estimate(settings, this.pricesOf(settings.values.region)).own;
        });
    const awake = lines(false);
    const asleep = lines(true);
    const sum = sumOf([...awake, ...asleep.filter(({ standing }) => standing)]);
    const { tableDate } = sumOf([...awake, ...asleep]);
    return { ...sum, ...(tableDate && { tableDate }), atLeast: sum.atLeast || known.length < all.length };
  }
}
