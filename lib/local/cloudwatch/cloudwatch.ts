import type { AwsService } from '../aws-service';
import { cloudWatchService } from './cloudwatch-service';
import { cloudWatchAlarm, cloudWatchDashboard } from './cloudwatch-types';

export const cloudWatch: AwsService<object> = {
  name: 'CloudWatch',
  wire: cloudWatchService,
  types: [cloudWatchAlarm, cloudWatchDashboard],
};
