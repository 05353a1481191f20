import type { Elbv2State } from '../../elbv2/balancers';
import { AwsError } from '../../http/aws-error';
import { pageAsked } from '../../http/page';
import type { QueryParams } from '../../http/query-params';
import type { S3State } from '../../s3/store/object-store';
import type { Journal } from '../../state/journal';
import type { BeanstalkState } from '../beanstalk';
import type { OptionSetting } from '../option-setting';
import type { EnvironmentRecord } from '../records';

/** What Beanstalk's operations act on. */
export interface BeanstalkCloud extends BeanstalkState, Elbv2State, S3State {
  readonly accountId: string;
  readonly journal: Pick<Journal, 'now'>;
}

export function readOptions(params: QueryParams, name = 'OptionSettings'): readonly OptionSetting[] {
  return params.structures(name).map((one) => ({
    namespace: one.required('Namespace'),
    optionName: one.required('OptionName'),
    value: one.text('Value') ?? '',
  }));
}

/** The environment that a request names by name or id. Throws AwsError when it names none, or one that is not there. */
export function namedEnvironment(
  params: QueryParams,
  { beanstalk }: Pick<BeanstalkCloud, 'beanstalk'>,
  region: string,
): Readonly<EnvironmentRecord> {
  const id = params.text('EnvironmentId');
  const name = params.text('EnvironmentName') ?? id;
  if (name === undefined) {
    throw new AwsError('MissingParameter', 'Either EnvironmentName or EnvironmentId must be specified.');
  }
  const environment = beanstalk.environment(id ?? name);
  if (!environment || environment.status === 'Terminated' || environment.region !== region) {
    const what = id === undefined ? 'EnvironmentName' : 'EnvironmentId';
    throw new AwsError('InvalidParameterValue', `No Environment found for ${what} = '${id ?? name}'.`);
  }
  return environment;
}

/** One page of a list, 1,000 entries at the most. */
export function paged<T>(
  all: readonly T[],
  params: QueryParams,
  sizeName = 'MaxRecords',
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const { items, next } = pageAsked(all, params, {
    ...{ token: 'NextToken', size: sizeName, sizes: [1, 1000] },
    ...{ invalidToken: 'InvalidParameterValue', invalidSize: 'ValidationError' },
  });
  return { items, NextToken: next };
}
