import { AwsError } from '../../http/aws-error';
import type { Options } from '../options';

const group = 'aws:autoscaling:asg';

/**
 * Whether the Auto Scaling group can have these sizes. Throws AwsError with Beanstalk's reason. Its words about rolling updates:
 * aws/aws-elastic-beanstalk-cli#74, 17 May 2021, where AWS also says that nothing can be created with zero instances.
 */
export function checkSizes(options: Options, step: 'create' | 'update'): void {
  for (const name of ['MinSize', 'MaxSize']) {
    const value = options.get(group, name);
    if (value !== undefined && !/^\d{1,5}$/.test(value)) {
      throw invalid(group, name, value, 'Value is not an integer from 0 to 10000');
    }
  }
  const { least, most } = options.sizes;
  if (!options.isLoadBalanced) {
    return;
  }
  if (least > most) {
    throw invalid(group, 'MinSize', String(least), `The minimum instance count is greater than the maximum (${most})`);
  }
  if (most > 0) {
    return;
  }
  if (options.rollsUpdates) {
    throw invalid(
      ...(['aws:autoscaling:updatepolicy:rollingupdate', 'MinInstancesInService', '0.0'] as const),
      'The minimum instances in service for rolling updates (0) should be less than the maximum instance count for the Autoscaling group (0).',
    );
  }
  if (step === 'create') {
    throw invalid(group, 'MaxSize', '0', 'Value is less than minimum allowed value: 1');
  }
}

function invalid(namespace: string, optionName: string, value: string, message: string): AwsError {
  return new AwsError(
    'ConfigurationValidationException',
    `Configuration validation exception: Invalid option value: '${value}' (Namespace: '${namespace}', OptionName: '${optionName}'): ${message}`,
  );
}
