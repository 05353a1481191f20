import type { AwsService } from '../aws-service';
import { topicsService } from './sns-service';
import { snsSubscription, snsTopic, snsTopicPolicy } from './sns-types';

export const sns: AwsService<object> = {
  name: 'SNS',
  wire: topicsService,
  types: [snsSubscription, snsTopic, snsTopicPolicy],
};
