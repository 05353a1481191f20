import { Stack } from 'aws-cdk-lib';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { arnPrefix } from '../rights/arn-prefix';

export interface AlarmTopicProps {
  /** Only alarms whose names begin so may publish. */
  readonly alarmPrefix: string;
  readonly email: string;
}

/**
 * A topic by which alarms reach an e-mail address. It is not encrypted at rest: with AWS's own key for SNS, CloudWatch could not publish to it. Its
 * own policy takes the place of SNS's default, which lets the whole account publish.
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alarmPrefix, email }: AlarmTopicProps) {
    super(scope, id);
    const topic = new CfnTopic(this, 'Topic', { displayName: alarmPrefix });
    this.arn = topic.ref;
    new CfnSubscription(this, 'Email', { topicArn: this.arn, protocol: 'email', endpoint: email });
    new CfnTopicPolicy(this, 'Policy', {
      topics: [this.arn],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OwnAlarms',
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: [this.arn],
            Condition: {
              StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
              ArnLike: { 'aws:SourceArn': `${arnPrefix(this, 'cloudwatch')}alarm:${alarmPrefix}-*` },
            },
          },
          {
            Sid: 'TlsOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: [this.arn],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  }
}
