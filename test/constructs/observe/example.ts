import { Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Service } from '../../../lib/index';
import { place, platformArn } from '../examples/place';

/** A worker whose messages must not wait for more than 10 minutes. */
export class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const jobs = new Service(this, 'Jobs', {
      ...place,
      name: 'jobs',
      environmentName: 'shop-jobs',
      release: { bundleKey: 'shop/jobs.zip', platformArn },
      route: { kind: 'worker' },
    });
    const alarm = jobs.queue
      ?.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) })
      .createAlarm(this, 'MessagesWait', { threshold: 600, evaluationPeriods: 3 });
    alarm?.addAlarmAction(new SnsAction(new Topic(this, 'OnCall')));
  }
}
