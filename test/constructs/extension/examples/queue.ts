import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { defineExtension } from '../../../../lib/index';

/** A queue that one part of the app fills and another polls by itself, with a queue for what fails too often. */
export default defineExtension(({ stack, services }) => {
  const failed = new Queue(stack, 'MailsFailed', {
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  const mails = new Queue(stack, 'Mails', {
    encryption: QueueEncryption.SQS_MANAGED,
    visibilityTimeout: Duration.minutes(2),
    deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
  });
  mails.grantSendMessages(services.web);
  mails.grantConsumeMessages(services.web);
  services.web.addProperties({ MAILS_QUEUE_URL: mails.queueUrl });
});
