import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { QueryOperation } from '../../http/query-service';
import { drawTags } from '../../http/tags';
import { findPlatform, solutionStackName } from '../platforms';
import type { EventRecord } from '../records';
import type { BeanstalkCloud } from './read-params';
import { namedEnvironment, paged } from './read-params';

const severities = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

export function listingOperations(world: BeanstalkCloud): Record<string, QueryOperation> {
  const { beanstalk } = world;
  return {
    DescribeEvents(params, { region }) {
      const found = beanstalk
        .events()
        .filter((event) => (event.region ?? region) === region && fits(event, params))
        .toReversed();
      const { items, NextToken } = paged(found, params);
      return { Events: items.map(describe), NextToken };
    },
    DescribeConfigurationSettings(params, { region }) {
      const environment = namedEnvironment(params, world, region);
      const platform = findPlatform(environment.platformArn);
      return {
        ConfigurationSettings: [
          {
            SolutionStackName: platform && solutionStackName(platform),
            PlatformArn: environment.platformArn,
            ApplicationName: environment.applicationName,
            EnvironmentName: environment.name,
            DeploymentStatus: environment.status === 'Ready' ? 'deployed' : 'pending',
            DateCreated: new Date(environment.createdAt),
            DateUpdated: new Date(environment.updatedAt),
            OptionSettings: environment.options.map(({ namespace, optionName, value }) => ({
              Namespace: namespace,
              OptionName: optionName,
              Value: value,
            })),
          },
        ],
      };
    },
    ListTagsForResource(params) {
      const arn = params.required('ResourceArn');
      const environment = beanstalk.environments().find((one) => one.arn === arn && one.status !== 'Terminated');
      if (!environment && ![...beanstalk.applications(), ...beanstalk.versions()].some((one) => one.arn === arn)) {
        throw new AwsError('ResourceNotFoundException', `Resource not found for arn '${arn}'.`, 404);
      }
      const own = environment && {
        'elasticbeanstalk:environment-name': environment.name,
        'elasticbeanstalk:environment-id': environment.id,
        Name: environment.name,
      };
      return { ResourceArn: arn, ResourceTags: drawTags({ ...environment?.tags, ...own }) };
    },
    DescribeAccountAttributes: () => ({
      ResourceQuotas: {
        ApplicationQuota: { Maximum: 75 },
        ApplicationVersionQuota: { Maximum: 1000 },
        EnvironmentQuota: { Maximum: 200 },
        ConfigurationTemplateQuota: { Maximum: 2000 },
        CustomPlatformQuota: { Maximum: 50 },
      },
    }),
  };
}

function fits(event: EventRecord, params: QueryParams): boolean {
  const is = (name: string, value: string | undefined) => (params.text(name) ?? value) === value;
  const least = severities.indexOf(params.text('Severity') ?? 'TRACE');
  return (
    is('EnvironmentName', event.environmentName) &&
    is('EnvironmentId', event.environmentId) &&
    is('ApplicationName', event.applicationName) &&
    is('VersionLabel', event.versionLabel) &&
    severities.indexOf(event.severity) >= least &&
    event.at >= Date.parse(params.text('StartTime') ?? '1970-01-01') &&
    event.at < Date.parse(params.text('EndTime') ?? '9999-01-01')
  );
}

function describe(event: EventRecord) {
  return {
    EventDate: new Date(event.at),
    Message: event.message,
    ApplicationName: event.applicationName,
    EnvironmentName: event.environmentName,
    VersionLabel: event.versionLabel,
    Severity: event.severity,
  };
}
