import type { QueryParams } from '../../http/query-params';
import type { QueryOperation } from '../../http/query-service';
import type { EnvironmentOperation } from '../beanstalk';
import type { EnvironmentRecord } from '../records';
import { describeEnvironment } from './describe-environment';
import type { BeanstalkCloud } from './read-params';
import { namedEnvironment, paged, readOptions } from './read-params';

/** How long an environment that has ended is listed. */
const lingerMs = 3_600_000;

export function environmentOperations(world: BeanstalkCloud): Record<string, QueryOperation> {
  const { beanstalk } = world;
  return {
    async CreateEnvironment(params, { region }) {
      return begun(
        await beanstalk.launchEnvironment({
          applicationName: params.required('ApplicationName'),
          environmentName: params.text('EnvironmentName'),
          ...settingsOf(params),
          platformArn: params.text('PlatformArn') ?? params.text('SolutionStackName') ?? '',
          options: readOptions(params),
          tier: params.structure('Tier')?.text('Name') === 'Worker' ? 'Worker' : 'WebServer',
          tags: params.tags(),
          region,
        }),
      );
    },
    DescribeEnvironments(params, { region }) {
      // A request that does not say it sees the ended ones of the last hour: hsingh/ansible-elastic-beanstalk, pull request 4, 2015-06-04;
      // aws/aws-dotnet-deploy, pull request 599, 2022-06-08; and botocore's waiter `environment_terminated` counts on it.
      const includesDeleted = params.flag('IncludeDeleted');
      const back = includesDeleted ? params.text('IncludedDeletedBackTo') : undefined;
      const lately = includesDeleted === undefined ? world.journal.now() - lingerMs : 0;
      const oldest = back === undefined ? lately : Date.parse(back);
      const found = beanstalk
        .environments()
        .filter((one) => one.region === region && fits(one, params))
        .filter((one) => one.status !== 'Terminated' || (includesDeleted !== false && one.updatedAt >= oldest));
      const { items, NextToken } = paged(found, params);
      return { Environments: items.map(describeEnvironment), NextToken };
    },
    UpdateEnvironment(params, { region }) {
      const { name } = namedEnvironment(params, world, region);
      const change = {
        ...settingsOf(params),
        platformArn: params.text('PlatformArn') ?? params.text('SolutionStackName'),
        options: readOptions(params),
        optionsToRemove: readOptions(params, 'OptionsToRemove'),
      };
      return begun(beanstalk.beginUpdate(name, change));
    },
    RestartAppServer(params, { region }) {
      begun(beanstalk.beginRestart(namedEnvironment(params, world, region).name));
      return {};
    },
    TerminateEnvironment(params, { region }) {
      return begun(beanstalk.beginTermination(namedEnvironment(params, world, region).name));
    },
    RequestEnvironmentInfo(params, { region }) {
      // Collected when it is retrieved; here is only checked that there is something to collect from.
      namedEnvironment(params, world, region);
      return {};
    },
    RetrieveEnvironmentInfo(params, { region }) {
      const { name } = namedEnvironment(params, world, region);
      const EnvironmentInfo = beanstalk.instances(name).map((instance) => ({
        InfoType: params.required('InfoType'),
        Ec2InstanceId: instance.id,
        SampleTimestamp: new Date(world.journal.now()),
        Message: instance.tail(),
      }));
      return { EnvironmentInfo };
    },
  };
}

function settingsOf(params: QueryParams) {
  return { versionLabel: params.text('VersionLabel'), description: params.text('Description') };
}

function fits(environment: Readonly<EnvironmentRecord>, params: QueryParams): boolean {
  const isAmong = (name: string, value: string | undefined) => {
    const wanted = params.texts(name);
    return wanted.length === 0 || (value !== undefined && wanted.includes(value));
  };
  const is = (name: string, value: string | undefined) => (params.text(name) ?? value) === value;
  return (
    isAmong('EnvironmentNames', environment.name) &&
    isAmong('EnvironmentIds', environment.id) &&
    is('ApplicationName', environment.applicationName) &&
    is('VersionLabel', environment.versionLabel)
  );
}

/** The answer to a request that begins something; status and events say how it ends. */
function begun({ environment, done }: EnvironmentOperation) {
  done.catch(() => undefined);
  return describeEnvironment(environment);
}
