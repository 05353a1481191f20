import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmSettings } from '../../settings/alarms/alarm-settings';
import type { Database } from '../data/database';
import type { Service } from '../service/service';
import { AlarmTopic } from './alarm-topic';
import { stageDashboard } from './stage-dashboard';

export interface StageAlarmsProps {
  readonly settings: AlarmSettings;
  /** Name of the dashboard, and how the names of the alarms begin: CloudFormation's role may make no others. */
  readonly name: string;
  /** By name. */
  readonly services: Readonly<Record<string, Service>>;
  readonly database: Database | undefined;
  /** Size of the database's disk in GiB. */
  readonly storageGiB: number;
}

/** Degraded, as Beanstalk publishes it; Severe is 25. */
const degraded = 20;

/** What wakes people when a stage is not well, and the dashboard that they then look at. */
export class StageAlarms extends Construct {
  private readonly minutes: number;
  private readonly prefix: string;
  private readonly topicArn: string;
  private readonly all: Alarm[] = [];

  constructor(scope: Construct, id: string, props: StageAlarmsProps) {
    super(scope, id);
    const { settings, name, services, database } = props;
    this.minutes = settings.minutes;
    this.prefix = name;
    this.topicArn =
      settings.topic ?? new AlarmTopic(this, 'Sns', { alarmPrefix: name, email: settings.email ?? '' }).arn;
    for (const [service, construct] of Object.entries(services)) this.watchService(service, construct, settings);
    if (database) this.watchDatabase(database, settings, props.storageGiB);
    stageDashboard(this, 'Dashboard', { name, services, database, alarms: this.all });
  }

  private watchService(name: string, service: Service, settings: AlarmSettings): void {
    const period = Duration.minutes(1);
    this.watch(`${name}-health`, service.metricHealth({ period }), degraded, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      alarmDescription: `Beanstalk finds ${name} Degraded or Severe.`,
      treatMissingData: TreatMissingData.MISSING,
    });
    if (service.queue) {
      this.watch(`${name}-dead-letters`, service.queue.metricDeadLetters({ period }), 0, {
        alarmDescription: `Messages of ${name} failed so often that they went to its dead-letter queue.`,
        // They stay there until someone takes them away: there is nothing to wait for.
        evaluationPeriods: 1,
      });
      return;
    }
    const { serverErrorsPercent, latencySeconds } = settings;
    this.watch(`${name}-server-errors`, service.metricServerErrorPercent({ period }), serverErrorsPercent, {
      alarmDescription: `${name} answers more than ${serverErrorsPercent} % of its requests with 5xx.`,
    });
    this.watch(`${name}-latency`, service.metricLatencyP95({ period }), latencySeconds, {
      alarmDescription: `${name} takes more than ${latencySeconds} s to answer (P95).`,
    });
  }

  private watchDatabase(database: Database, settings: AlarmSettings, storageGiB: number): void {
    const period = Duration.minutes(1);
    const { databaseFreePercent, databaseConnections } = settings;
    const bytes = Math.round((storageGiB * 1024 ** 3 * databaseFreePercent) / 100);
    this.watch('database-storage', database.metricFreeStorageSpace({ period }), bytes, {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      alarmDescription: `Less than ${databaseFreePercent} % of the database's ${storageGiB} GiB are free.`,
      treatMissingData: TreatMissingData.MISSING,
    });
    if (databaseConnections === undefined) return;
    this.watch('database-connections', database.metricDatabaseConnections({ period }), databaseConnections, {
      alarmDescription: `The database has more than ${databaseConnections} connections.`,
      treatMissingData: TreatMissingData.MISSING,
    });
  }

  /** Every minute of so many must be beyond the threshold, so that one bad request among few wakes no one. */
  private watch(
    name: string,
    metric: Metric | MathExpression,
    threshold: number,
    options: Partial<CreateAlarmOptions>,
  ): void {
    const id = name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    const alarm = metric.createAlarm(this, id, {
      alarmName: `${this.prefix}-${name}`,
      threshold,
      evaluationPeriods: this.minutes,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // No requests, no messages.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...options,
    });
    const action = { bind: () => ({ alarmActionArn: this.topicArn }) };
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.all.push(alarm);
  }
}
