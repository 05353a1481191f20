import type { AwsService, Ground } from '../aws-service';
import { cloudWatchService } from './cloudwatch-service';
import { cloudWatchAlarm, cloudWatchDashboard } from './cloudwatch-types';
import { type CloudWatchState, MetricCounts } from './metric-counts';

export const cloudWatch: AwsService<CloudWatchState, Ground, CloudWatchState> = {
  name: 'CloudWatch',
  open: ({ journal }) => ({ metricCounts: new MetricCounts(journal) }),
  wire: cloudWatchService,
  types: [cloudWatchAlarm, cloudWatchDashboard],
};
