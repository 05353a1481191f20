import type { AwsService, Ground } from '../aws-service';
import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import type { Elbv2State } from '../elbv2/balancers';
import { autoScalingService } from './autoscaling-service';

/** It keeps nothing: the groups are Beanstalk's. */
export const autoScaling: AwsService<object, Ground, Ground & BeanstalkState & Elbv2State> = {
  name: 'Auto Scaling',
  wire: autoScalingService,
  types: [],
};
