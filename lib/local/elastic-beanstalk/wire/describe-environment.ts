import { findPlatform, solutionStackName } from '../platforms';
import type { EnvironmentRecord } from '../records';

/** An environment as DescribeEnvironments shows it. */
export function describeEnvironment(environment: Readonly<EnvironmentRecord>) {
  const platform = findPlatform(environment.platformArn);
  const isWorker = environment.tier === 'Worker';
  return {
    EnvironmentName: environment.name,
    EnvironmentId: environment.id,
    ApplicationName: environment.applicationName,
    VersionLabel: environment.versionLabel,
    SolutionStackName: platform && solutionStackName(platform),
    PlatformArn: environment.platformArn,
    Description: environment.description,
    EndpointURL: environment.endpointUrl,
    CNAME: environment.cname,
    DateCreated: new Date(environment.createdAt),
    DateUpdated: new Date(environment.updatedAt),
    Status: environment.status,
    AbortableOperationInProgress: environment.status === 'Updating',
    Health: environment.health.colour,
    HealthStatus: environment.health.status,
    Tier: isWorker
      ? { Name: 'Worker', Type: 'SQS/HTTP', Version: '1.0' }
      : { Name: 'WebServer', Type: 'Standard', Version: '1.0' },
    EnvironmentLinks: [],
    EnvironmentArn: environment.arn,
  };
}
