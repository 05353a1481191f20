import type { KeptSize } from '../../ports/record';
import { type DeployedEnvironment, notOurs, optionOf } from './deployed-template';
import type { Revision } from './revise-template';

const group = 'aws:autoscaling:asg';
const rolling = { Namespace: 'aws:autoscaling:updatepolicy:rollingupdate', OptionName: 'RollingUpdateEnabled' };

/** How many instances an environment has by the deployed template. @throws PreviewError `template-not-ours` */
export function sizesOf(environment: DeployedEnvironment): KeptSize {
  const size = (name: string) => {
    const value = Number(optionOf(environment, group, name));
    if (Number.isInteger(value) && value >= 0) return value;
    throw notOurs(`its environment ${environment.environmentName} does not say its ${name}`);
  };
  return { min: size('MinSize'), max: size('MaxSize') };
}

/** The same, and whether updates reach the instances one after the other. */
export function sizesWithRolling(environment: DeployedEnvironment): KeptSize {
  const rolls = optionOf(environment, rolling.Namespace, rolling.OptionName);
  return { ...sizesOf(environment), ...(rolls !== undefined && { rolling: rolls === 'true' }) };
}

/** Whether it always has exactly one instance. */
export function isSingleInstance(environment: DeployedEnvironment): boolean {
  return optionOf(environment, 'aws:elasticbeanstalk:environment', 'EnvironmentType') === 'SingleInstance';
}

/** An environment with other sizes. None restarts an instance that stays. */
export function withSizes({ min, max, rolling: rolls }: KeptSize): Revision {
  return {
    options: [
      { Namespace: group, OptionName: 'MinSize', Value: String(min) },
      { Namespace: group, OptionName: 'MaxSize', Value: String(max) },
      ...(rolls === undefined ? [] : [{ ...rolling, Value: String(rolls) }]),
    ],
  };
}
