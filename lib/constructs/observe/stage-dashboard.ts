import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type GraphWidgetProps,
  type IAlarm,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Database } from '../data/database';
import type { Service } from '../service/service';

export interface StageDashboardProps {
  /** Dashboards of an account have one name space, whatever their region. */
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly database: Database | undefined;
  readonly alarms: readonly IAlarm[];
}

/** The alarms of a stage, then a row for each service and one for the database: only what costs nothing or what an alarm watches anyway. */
export function stageDashboard(scope: Construct, id: string, props: StageDashboardProps): Dashboard {
  return new Dashboard(scope, id, {
    dashboardName: props.name,
    widgets: [
      [new AlarmStatusWidget({ title: props.name, alarms: [...props.alarms], width: 24, height: 3 })],
      ...Object.entries(props.services).map(([name, service]) => rowOf(name, service)),
      ...(props.database ? [rowOfDatabase(props.database)] : []),
    ],
  });
}

function rowOf(name: string, service: Service): IWidget[] {
  const health = graph(`${name}: health`, { left: [service.metricHealth()], leftYAxis: { min: 0, max: 25 } });
  const { queue } = service;
  if (queue) {
    return [
      health,
      graph(`${name}: messages`, {
        left: [queue.metricApproximateNumberOfMessagesVisible(), queue.metricDeadLetters()],
      }),
      graph(`${name}: waiting`, { left: [queue.metricApproximateAgeOfOldestMessage()] }),
    ];
  }
  return [
    health,
    graph(`${name}: requests`, { left: [service.metricRequests()], right: [service.metricServerErrorPercent()] }),
    graph(`${name}: latency`, { left: [service.metricLatencyP95()] }),
  ];
}

function rowOfDatabase(database: Database): IWidget[] {
  return [
    graph('database: CPU', { left: [database.metricCPUUtilization()], leftYAxis: { min: 0, max: 100 } }),
    graph('database: connections', { left: [database.metricDatabaseConnections()] }),
    graph('database: free storage', { left: [database.metricFreeStorageSpace()], leftYAxis: { min: 0 } }),
  ];
}

function graph(title: string, props: Omit<GraphWidgetProps, 'title'>): GraphWidget {
  return new GraphWidget({ title, width: 8, height: 6, ...props });
}
