import type { QueryOperation } from '../../http/query-service';
import { groupName, isCounted } from '../environment/instance-group';
import type { Health } from '../records';
import type { BeanstalkCloud } from './read-params';
import { namedEnvironment, paged } from './read-params';

export function healthOperations(world: BeanstalkCloud): Record<string, QueryOperation> {
  const { beanstalk, balancers } = world;
  return {
    DescribeEnvironmentHealth(params, { region }) {
      const environment = namedEnvironment(params, world, region);
      const instances = beanstalk.instances(environment.name).filter(isCounted);
      return {
        EnvironmentName: environment.name,
        HealthStatus: environment.health.status,
        Status: environment.status,
        Color: environment.health.colour,
        Causes: environment.health.causes,
        ApplicationMetrics: { RequestCount: 0 },
        InstancesHealth: countByStatus(instances.map(({ health }) => health)),
        RefreshedAt: new Date(world.journal.now()),
      };
    },
    DescribeInstancesHealth(params, { region }) {
      const environment = namedEnvironment(params, world, region);
      const { items, NextToken } = paged(beanstalk.instances(environment.name).filter(isCounted), params);
      const InstanceHealthList = items.map((instance) => ({
        InstanceId: instance.id,
        HealthStatus: instance.health.status,
        Color: instance.health.colour,
        Causes: instance.health.causes,
        LaunchedAt: new Date(instance.launchedAt),
        AvailabilityZone: `${environment.region}a`,
        Deployment: { VersionLabel: instance.versionLabel, DeploymentId: instance.deploymentId, Status: 'Deployed' },
      }));
      return { InstanceHealthList, RefreshedAt: new Date(world.journal.now()), NextToken };
    },
    DescribeEnvironmentResources(params, { region }) {
      const environment = namedEnvironment(params, world, region);
      const balancer = balancers.balancers().find(({ dnsName }) => dnsName === environment.endpointUrl);
      return {
        EnvironmentResources: {
          EnvironmentName: environment.name,
          AutoScalingGroups: [{ Name: groupName(environment) }],
          Instances: beanstalk.instances(environment.name).map(({ id }) => ({ Id: id })),
          LaunchConfigurations: [],
          LaunchTemplates: [],
          LoadBalancers: balancer ? [{ Name: balancer.arn }] : [],
          Triggers: [],
          Queues: [],
        },
      };
    },
  };
}

function countByStatus(healths: readonly Health[]) {
  const names = ['No Data', 'Unknown', 'Pending', 'Ok', 'Info', 'Warning', 'Degraded', 'Severe'] as const;
  // In the name of a member no blank can stand.
  return Object.fromEntries(
    names.map((name) => [name.replace(' ', ''), healths.filter(({ status }) => status === name).length]),
  );
}
