import { type Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { metricOf } from './metric-of';

/**
 * The metrics of a queue and its dead-letter queue, as constructs of the CDK have them; they cost nothing. Names and the dimension are those
 * of aws-cdk-lib 2.276.0, with which a test compares.
 */
export abstract class MeasuredQueue extends Construct {
  /** The queue itself. */
  abstract readonly queue: CfnQueue;
  /** Keeps what failed too often. */
  abstract readonly deadLetters: CfnQueue;

  /** A metric of the queue by SQS's name, such as `NumberOfMessagesSent`. @default average over 5 minutes */
  metric(metricName: string, options: MetricOptions = {}): Metric {
    return ofQueue(this.queue, metricName, options);
  }

  /** How long the oldest message waits, in seconds. @default the longest in 5 minutes */
  metricApproximateAgeOfOldestMessage(options: MetricOptions = {}): Metric {
    return this.metric('ApproximateAgeOfOldestMessage', {
      label: 'Age of the oldest message (s)',
      statistic: Stats.MAXIMUM,
      ...options,
    });
  }

  /** Messages that wait. @default the most in 5 minutes */
  metricApproximateNumberOfMessagesVisible(options: MetricOptions = {}): Metric {
    return this.metric('ApproximateNumberOfMessagesVisible', {
      label: 'Messages',
      statistic: Stats.MAXIMUM,
      ...options,
    });
  }

  /** Messages in the dead-letter queue. @default the most in 5 minutes */
  metricDeadLetters(options: MetricOptions = {}): Metric {
    return ofQueue(this.deadLetters, 'ApproximateNumberOfMessagesVisible', {
      label: 'Dead letters',
      statistic: Stats.MAXIMUM,
      ...options,
    });
  }
}

function ofQueue({ attrQueueName }: CfnQueue, metricName: string, options: MetricOptions): Metric {
  return metricOf({ namespace: 'AWS/SQS', dimensionsMap: { QueueName: attrQueueName } }, metricName, options);
}
