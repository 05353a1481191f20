import {
  DescribeEnvironmentHealthCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
  type EnvironmentDescription,
} from '@aws-sdk/client-elastic-beanstalk';
import type { Clock } from '../../ports/clock';
import type {
  Environment,
  EnvironmentEvent,
  Environments,
  LogLine,
  LogQuery,
  PropertyName,
} from '../../ports/environments';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { requireField, send } from '../send';
import { propertiesOf, removePropertiesOf } from './environment-properties';
import { newestPlatform } from './newest-platform';
import { isNoEnvironment } from './no-environment';

/** Environments kept by Elastic Beanstalk, their logs by CloudWatch. */
export class AwsEnvironments implements Environments {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async find(environmentName: string): Promise<Environment | undefined> {
    const action = 'elasticbeanstalk:DescribeEnvironments';
    const found = await this.describe(environmentName);
    if (!found) return undefined;
    const part = (value: string | undefined, name: string) => requireField(value, name, action);
    const health = found.Health ?? 'Grey';
    return {
      name: part(found.EnvironmentName, 'EnvironmentName'),
      id: part(found.EnvironmentId, 'EnvironmentId'),
      status: part(found.Status, 'Status'),
      health,
      ...(found.VersionLabel !== undefined && { versionLabel: found.VersionLabel }),
      causes: health === 'Green' ? [] : await this.causes(found),
    };
  }

  async events(environmentName: string, since?: Date): Promise<readonly EnvironmentEvent[]> {
    // One page: Beanstalk gives the newest first, and more than 300 are never shown.
    const command = new DescribeEventsCommand({ EnvironmentName: environmentName, StartTime: since, MaxRecords: 300 });
    const answer = await send('elasticbeanstalk:DescribeEvents', () => this.clients.beanstalk.send(command));
    return (answer.Events ?? []).map((event) => ({
      at: requireField(event.EventDate, 'EventDate', 'elasticbeanstalk:DescribeEvents'),
      severity: event.Severity ?? 'INFO',
      message: event.Message ?? '',
    }));
  }

  async instances(environmentName: string): Promise<readonly string[]> {
    const command = new DescribeEnvironmentResourcesCommand({ EnvironmentName: environmentName });
    const answer = await send('elasticbeanstalk:DescribeEnvironmentResources', async () => {
      try {
        return await this.clients.beanstalk.send(command);
      } catch (error) {
        if (isNoEnvironment(error)) return undefined;
        throw error;
      }
    });
    return (answer?.EnvironmentResources?.Instances ?? []).flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
  }

  async properties(environmentName: string): Promise<readonly PropertyName[]> {
    const found = await this.describe(environmentName);
    if (!found) return [];
    const ApplicationName = requireField(
      found.ApplicationName,
      'ApplicationName',
      'elasticbeanstalk:DescribeEnvironments',
    );
    return propertiesOf(this.clients.beanstalk, { ApplicationName, EnvironmentName: environmentName });
  }

  removeProperties(environmentName: string, names: readonly PropertyName[]): Promise<void> {
    return removePropertiesOf(this.clients.beanstalk, environmentName, names);
  }

  async logs(query: LogQuery): Promise<readonly LogLine[]> {
    const { environmentLogs } = require('./environment-logs') as typeof import('./environment-logs');
    return environmentLogs(this.clients.logs, this.clock, query);
  }

  platformArn(platform: string): Promise<string> {
    return newestPlatform(this.clients.beanstalk, platform);
  }

  private async describe(environmentName: string): Promise<EnvironmentDescription | undefined> {
    const action = 'elasticbeanstalk:DescribeEnvironments';
    const command = new DescribeEnvironmentsCommand({ EnvironmentNames: [environmentName], IncludeDeleted: false });
    const answer = await send(action, () => this.clients.beanstalk.send(command));
    return requireField(answer.Environments, 'Environments', action)[0];
  }

  /** Only environments with enhanced health, and only while they exist, know causes. */
  private async causes({ EnvironmentId }: EnvironmentDescription): Promise<readonly string[]> {
    const command = new DescribeEnvironmentHealthCommand({ EnvironmentId, AttributeNames: ['Causes'] });
    return send('elasticbeanstalk:DescribeEnvironmentHealth', async () => {
      try {
        return (await this.clients.beanstalk.send(command)).Causes ?? [];
      } catch (error) {
        if (errorName(error) === 'InvalidRequestException' || isNoEnvironment(error)) return [];
        throw error;
      }
    });
  }
}
