import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { defineExtension } from '../../../../lib/index';

/** A queue that the app fills, and a function that takes what is in it. Its code is the folder `mailer` beside this file. */
export default defineExtension(({ stack, services }) => {
  const mails = new Queue(stack, 'Mails', {
    encryption: QueueEncryption.SQS_MANAGED,
    visibilityTimeout: Duration.minutes(3),
  });
  const mailer = new LambdaFunction(stack, 'Mailer', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromAsset(join(__dirname, 'mailer')),
    timeout: Duration.seconds(30),
  });
  mailer.addEventSource(new SqsEventSource(mails, { reportBatchItemFailures: true }));
  mails.grantSendMessages(services.web);
  services.web.addProperties({ MAILS_QUEUE_URL: mails.queueUrl });
});
