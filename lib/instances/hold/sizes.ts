import type { KeptSize } from '../../ports/record';
import { type DeployedEnvironment, notOurs, optionOf } from '../../stacks/revise/deployed-template';
import type { Revision } from '../../stacks/revise/revise-template';

const namespace = 'aws:autoscaling:asg';

/** How many instances an environment has by the deployed template. @throws PreviewError `template-not-ours` */
export function sizesOf(environment: DeployedEnvironment): KeptSize {
  const size = (name: string) => {
    const value = Number(optionOf(environment, namespace, name));
    if (Number.isInteger(value) && value >= 0) return value;
    throw notOurs(`its environment ${environment.environmentName} does not say its ${name}`);
  };
  return { min: size('MinSize'), max: size('MaxSize') };
}

/** With one instance more than one: so many stand when one of them is taken out. */
export function grown({ max }: KeptSize): KeptSize {
  return { min: 2, max: Math.max(2, max) };
}

/**
 * The sizes that `grown` was made from, where the template has what it made. Any branch's job may write any record, and says with it only which of
 * the smaller sizes it was.
 */
export function shrunkSizes(now: KeptSize, grownFrom: KeptSize): KeptSize | undefined {
  if (now.min !== 2 || grownFrom.min !== 1) return undefined;
  return { min: 1, max: Math.min(grownFrom.max, now.max) };
}

/** An environment with other sizes. Neither restarts an instance that stays. */
export function withSizes({ min, max }: KeptSize): Revision {
  return {
    options: [
      { Namespace: namespace, OptionName: 'MinSize', Value: String(min) },
      { Namespace: namespace, OptionName: 'MaxSize', Value: String(max) },
    ],
  };
}
