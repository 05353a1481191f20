import type { AwsService, Ground } from '../aws-service';
import { logsLogGroup } from './log-group-type';
import type { LogsState } from './logs';
import { logsService } from './logs-service';
import { openLogs } from './open-logs';

export const cloudWatchLogs: AwsService<LogsState, Ground> = {
  name: 'CloudWatch Logs',
  open: (ground) => ({ logs: openLogs(ground) }),
  wire: logsService,
  types: [logsLogGroup],
};
