import type { Ground } from '../aws-service';
import type { Beanstalk, BeanstalkInstance, BeanstalkState, ScalingGroup } from '../elastic-beanstalk/beanstalk';
import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { hexId } from '../resource/random-letters';

/** Auto Scaling over the wire: the groups that Beanstalk makes. */
export function autoScalingService(world: BeanstalkState & Pick<Ground, 'accountId' | 'journal'>): Service {
  const { beanstalk, journal, accountId } = world;
  const activity = (group: ScalingGroup, verb: string, { id }: BeanstalkInstance) => ({
    ActivityId: hexId('a').slice(2),
    AutoScalingGroupName: group.name,
    Description: `${verb}: ${id}`,
    Cause: `At ${new Date(journal.now()).toISOString()} instance ${id} was changed in response to a user request.`,
    StartTime: new Date(journal.now()),
    StatusCode: 'InProgress',
    Progress: 0,
  });
  return queryService({
    scopes: ['autoscaling'],
    xmlns: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    version: '2011-01-01',
    refused: { DescribeAutoScalingGroups: ['Filters', 'IncludeInstances'] },
    operations: {
      DescribeAutoScalingGroups(params, { region }) {
        const names = params.texts('AutoScalingGroupNames');
        const fitting = groupsOf(beanstalk, region).filter(({ name }) => names.length === 0 || names.includes(name));
        const { items, next } = paged(fitting, params, 100);
        return { AutoScalingGroups: items.map((group) => drawGroup(group, accountId)), NextToken: next };
      },
      DescribeAutoScalingInstances(params, { region }) {
        const ids = params.texts('InstanceIds');
        const all = groupsOf(beanstalk, region).flatMap((group) =>
          group.instances.map((one) => ({ ...drawInstance(group, one), AutoScalingGroupName: group.name })),
        );
        const fitting = all.filter(({ InstanceId }) => ids.length === 0 || ids.includes(InstanceId));
        const { items, next } = paged(fitting, params, 50);
        return {
          AutoScalingInstances: items.map((one) => ({ ...one, HealthStatus: one.HealthStatus.toUpperCase() })),
          NextToken: next,
        };
      },
      EnterStandby(params, { region }) {
        const group = groupNamed(beanstalk, region, params);
        const moved = group.standBy(params.texts('InstanceIds'), decrement(params));
        return { Activities: moved.map((one) => activity(group, 'Moving EC2 instance to Standby', one)) };
      },
      ExitStandby(params, { region }) {
        const group = groupNamed(beanstalk, region, params);
        const moved = group.leaveStandby(params.texts('InstanceIds'));
        return { Activities: moved.map((one) => activity(group, 'Moving EC2 instance out of Standby', one)) };
      },
      TerminateInstanceInAutoScalingGroup(params, { region }) {
        const id = params.required('InstanceId');
        const found = groupsOf(beanstalk, region).find(({ instances }) => instances.some((one) => one.id === id));
        const instance = found?.instances.find((one) => one.id === id);
        if (!found || !instance) {
          throw invalid(`Instance Id not found - No managed instance found for instance ID: ${id}`);
        }
        found.end(id, decrement(params));
        return { Activity: activity(found, 'Terminating EC2 instance', instance) };
      },
    },
  });
}

function groupsOf(beanstalk: Beanstalk, region: string): readonly ScalingGroup[] {
  return beanstalk.groups().filter((group) => group.region === region);
}

function groupNamed(beanstalk: Beanstalk, region: string, params: QueryParams): ScalingGroup {
  const name = params.required('AutoScalingGroupName');
  const found = groupsOf(beanstalk, region).find((group) => group.name === name);
  if (!found) {
    throw invalid(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
  }
  return found;
}

function decrement(params: QueryParams): boolean {
  params.required('ShouldDecrementDesiredCapacity');
  return params.flag('ShouldDecrementDesiredCapacity') ?? false;
}

function drawGroup(group: ScalingGroup, accountId: string) {
  const { name, region } = group;
  return {
    AutoScalingGroupName: name,
    AutoScalingGroupARN: `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${name}:autoScalingGroupName/${name}`,
    ...{ MinSize: group.least, MaxSize: group.most, DesiredCapacity: group.desired },
    ...{ DefaultCooldown: 360, AvailabilityZones: [`${region}a`], HealthCheckType: 'EC2', HealthCheckGracePeriod: 0 },
    Instances: group.instances.map((one) => drawInstance(group, one)),
    CreatedTime: new Date(group.createdAt),
    Tags: Object.entries(group.tags).map(([Key, Value]) => ({
      ...{ ResourceId: name, ResourceType: 'auto-scaling-group', Key, Value, PropagateAtLaunch: true },
    })),
    ...{ NewInstancesProtectedFromScaleIn: false, TerminationPolicies: ['Default'] },
  };
}

/** Its health is the machine's, not the app's: Beanstalk's groups look at EC2 alone. */
function drawInstance({ region }: ScalingGroup, { id, lifecycle }: BeanstalkInstance) {
  return {
    ...{ InstanceId: id, AvailabilityZone: `${region}a`, LifecycleState: lifecycle, HealthStatus: 'Healthy' },
    ProtectedFromScaleIn: false,
  };
}

function paged<T>(all: readonly T[], params: QueryParams, most: number) {
  return pageAsked(all, params, {
    ...{ token: 'NextToken', invalidToken: 'InvalidNextToken', size: 'MaxRecords', sizes: [1, most] },
    ...{ usual: 50, invalidSize: 'ValidationError' },
  });
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
