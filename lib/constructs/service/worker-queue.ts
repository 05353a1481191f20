import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { QueueSettings } from '../../settings/settings';
import { setDeletionPolicy } from '../deletion-policy';
import { MeasuredQueue } from '../observe/measured-queue';
import { grantTo } from '../rights/instance/instance-principal';
import type { OptionTable } from './option-table';

/** What the queue of a worker is made of. */
export interface WorkerQueueProps {
  /** Path of the app, patience and number of attempts. */
  readonly settings: QueueSettings;
}

/** The longest that SQS keeps a message, in seconds: 14 days. */
const longestRetention = 1_209_600;
/** Ordinary messages are kept for 4 days. */
const retention = 345_600;

/**
 * The queue of a worker and its dead-letter queue. Of our own, because the URL of the one that Beanstalk would make is no
 * attribute of the environment, and AWS's policy for workers covers no other (trap T22).
 */
export class WorkerQueue extends MeasuredQueue implements GivenQueue {
  /** Escape hatch: the queue itself. */
  readonly queue: CfnQueue;
  /** Keeps what failed too often. */
  readonly deadLetters: CfnQueue;
  /** URL of the queue, as clients of SQS name it. */
  readonly url: string;
  /** ARN of the queue. */
  readonly arn: string;
  private readonly settings: QueueSettings;

  constructor(scope: Construct, id: string, { settings }: WorkerQueueProps) {
    super(scope, id);
    this.settings = settings;
    this.deadLetters = new CfnQueue(this, 'DeadLetters', {
      sqsManagedSseEnabled: true,
      messageRetentionPeriod: longestRetention,
    });
    this.queue = new CfnQueue(this, 'Queue', {
      sqsManagedSseEnabled: true,
      messageRetentionPeriod: retention,
      visibilityTimeout: settings.visibilitySeconds,
      receiveMessageWaitTimeSeconds: 20,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.attrArn, maxReceiveCount: settings.attempts },
    });
    for (const queue of [this.queue, this.deadLetters]) setDeletionPolicy(queue, false);
    new CfnQueuePolicy(this, 'TlsOnly', {
      queues: [this.queue.ref, this.deadLetters.ref],
      policyDocument: tlsOnly([this.queue.attrArn, this.deadLetters.attrArn]),
    });
    this.url = this.queue.ref;
    this.arn = this.queue.attrArn;
  }

  /** Lets a service, or a principal of the CDK, put messages into the queue. */
  grantSend(grantee: IGrantable): void {
    grantSendTo(grantee, `${this.node.scope?.node.id ?? ''}${this.node.id}`, this.arn);
  }

  /** Lets Beanstalk's daemon on the instances of a worker take messages and give them back. */
  grantConsume(grantee: IGrantable): void {
    grantTo(grantee, {
      sid: 'OwnQueue',
      because:
        "Beanstalk's daemon on the worker takes messages, keeps them hidden while the app works, and deletes them.",
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      resources: [this.arn],
    });
  }

  /** What Beanstalk's daemon does with the queue. */
  options(): OptionTable {
    const { path, visibilitySeconds, attempts } = this.settings;
    return {
      'aws:elasticbeanstalk:sqsd': {
        WorkerQueueURL: this.url,
        HttpPath: path,
        MimeType: 'application/json',
        HttpConnections: '10',
        ConnectTimeout: '5',
        // Seconds to wait for the app's answer; before the message becomes visible again. Between 1 and 36,000.
        InactivityTimeout: String(Math.min(36_000, Math.max(1, visibilitySeconds - 1))),
        VisibilityTimeout: String(visibilitySeconds),
        ErrorVisibilityTimeout: '2',
        RetentionPeriod: String(retention),
        MaxRetries: String(attempts),
      },
    };
  }
}

/** A queue to which work is given: that of a worker of this app, or of one that is there. */
export interface GivenQueue {
  /** URL at which messages are put into it. */
  readonly url: string;
  /** Lets a service, or a principal of the CDK, put messages into the queue. */
  grantSend(grantee: IGrantable): void;
}

/** Lets a service, or a principal of the CDK, put messages into a queue. */
export function grantSendTo(grantee: IGrantable, name: string, queueArn: string): void {
  grantTo(grantee, {
    sid: `SendTo${name}`.replace(/[^A-Za-z0-9]/g, ''),
    because: 'The app gives work to a sibling by its queue.',
    actions: ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
    resources: [queueArn],
  });
}

function tlsOnly(resources: readonly string[]): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: resources,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
