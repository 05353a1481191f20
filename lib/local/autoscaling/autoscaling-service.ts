import { randomUUID } from 'node:crypto';
import type { Ground } from '../aws-service';
import type { Beanstalk, BeanstalkInstance, BeanstalkState, ScalingGroup } from '../elastic-beanstalk/beanstalk';
import type { Balancers, Elbv2State } from '../elbv2/balancers';
import { environmentGroups } from '../elbv2/target-groups-of';
import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';

/** Auto Scaling over the wire: the groups that Beanstalk makes. */
export function autoScalingService(
  world: BeanstalkState & Elbv2State & Pick<Ground, 'accountId' | 'journal'>,
): Service {
  const { beanstalk, balancers, journal, accountId } = world;
  /** In the words of AWS's guide ("Temporarily remove instances from your Auto Scaling group", 2026) and of awscli 1.45.11's examples. */
  const activity = (group: ScalingGroup, { id }: BeanstalkInstance, words: Words, before = group.desired) => {
    const at = new Date(journal.now());
    const { desired } = group;
    const way = desired < before ? 'shrinking' : 'increasing';
    const sizes = desired === before ? '' : `, ${way} the capacity from ${before} to ${desired}`;
    return {
      ActivityId: words.activity ?? randomUUID(),
      AutoScalingGroupName: group.name,
      Description: `${words.title}: ${id}`,
      Cause: `At ${at.toISOString().slice(0, 19)}Z instance ${id} was ${words.what} in response to a user request${sizes}.`,
      ...{ StartTime: at, StatusCode: words.status ?? 'InProgress', Progress: words.progress },
    };
  };
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
        return { AutoScalingGroups: items.map((group) => drawGroup(group, balancers, accountId)), NextToken: next };
      },
      DescribeAutoScalingInstances(params, { region }) {
        const ids = params.texts('InstanceIds');
        const all = groupsOf(beanstalk, region).flatMap((group) =>
          group.instances.map((one) => ({ ...drawInstance(group, one), AutoScalingGroupName: group.name })),
        );
        const fitting = all.filter(({ InstanceId }) => ids.length === 0 || ids.includes(InstanceId));
        const { items, next } = paged(fitting, params, 50);
        return {
          // Capitals here alone: teochenglim/tf-asg-standby, 2025-06-21, and botocore 1.43.11's example of the operation.
          AutoScalingInstances: items.map((one) => ({ ...one, HealthStatus: one.HealthStatus.toUpperCase() })),
          NextToken: next,
        };
      },
      EnterStandby(params, { region }) {
        const group = groupNamed(beanstalk, region, params);
        const { desired } = group;
        const moved = group.standBy(params.texts('InstanceIds'), decrement(params));
        return { Activities: moved.map((one) => activity(group, one, entering, desired)) };
      },
      ExitStandby(params, { region }) {
        const group = groupNamed(beanstalk, region, params);
        const { desired } = group;
        const moved = group.leaveStandby(params.texts('InstanceIds'));
        return { Activities: moved.map((one) => activity(group, one, exiting, desired)) };
      },
      TerminateInstanceInAutoScalingGroup(params, { region }) {
        const id = params.required('InstanceId');
        const shouldDecrement = decrement(params);
        const found = groupsOf(beanstalk, region).find(({ instances }) => instances.some((one) => one.id === id));
        const instance = found?.instances.find((one) => one.id === id);
        if (!found || !instance) {
          throw invalid(`Instance Id not found - No managed instance found for instance ID: ${id}`);
        }
        const { desired } = found;
        const words = { ...ending, activity: found.end(id, shouldDecrement) };
        return { Activity: activity(found, instance, words, desired) };
      },
    },
  });
}

interface Words {
  readonly title: string;
  readonly what: string;
  readonly progress: number;
  /** @default InProgress */
  readonly status?: string;
  /** @default a new one */
  readonly activity?: string;
}

const entering: Words = { title: 'Moving EC2 instance to Standby', what: 'moved to standby', progress: 50 };
const exiting: Words = {
  ...{
    title: 'Moving EC2 instance out of Standby',
    what: 'moved out of standby',
    progress: 30,
    status: 'PreInService',
  },
};
const ending: Words = { title: 'Terminating EC2 instance', what: 'taken out of service', progress: 0 };

function groupsOf(beanstalk: Beanstalk, region: string): readonly ScalingGroup[] {
  return beanstalk.groups().filter((group) => group.region === region);
}

function groupNamed(beanstalk: Beanstalk, region: string, params: QueryParams): ScalingGroup {
  const name = params.required('AutoScalingGroupName');
  const found = groupsOf(beanstalk, region).find((group) => group.name === name);
  if (!found) {
    // An event of cluster-api-provider-aws (aws-example-mp-0). Other operations say "… - null" or "… - No such Auto Scaling group: <name>" (kops#11282).
    throw invalid(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
  }
  return found;
}

function decrement(params: QueryParams): boolean {
  params.required('ShouldDecrementDesiredCapacity');
  return params.flag('ShouldDecrementDesiredCapacity') ?? false;
}

function drawGroup(group: ScalingGroup, balancers: Balancers, accountId: string) {
  const { name, region, environmentName } = group;
  return {
    AutoScalingGroupName: name,
    AutoScalingGroupARN: `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${name}:autoScalingGroupName/${name}`,
    ...{ MinSize: group.least, MaxSize: group.most, DesiredCapacity: group.desired },
    // Beanstalk's default of Cooldown, whatever the environment says (its guide, "General options", aws:autoscaling:asg, 2022).
    ...{ DefaultCooldown: 360, AvailabilityZones: [`${region}a`], HealthCheckType: 'EC2', HealthCheckGracePeriod: 0 },
    Instances: group.instances.map((one) => drawInstance(group, one)),
    TargetGroupARNs: balancers
      .balancers()
      .flatMap(({ arn }) => environmentGroups(balancers, arn))
      .flatMap((target) => (target.environmentName === environmentName ? target.arn : [])),
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
