import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import { PreviewError } from '../../errors';
import type { InstanceGroup, InstanceGroups } from '../../ports/instance-groups';
import { errorName } from '../errors';
import { requireField, send } from '../send';
import { noneIfMissing } from './no-environment';

/** Auto Scaling's codes of a group that something else changes just now (models of the SDK, read in November 2026). */
const busy: readonly string[] = ['ResourceContention', 'ScalingActivityInProgress'].flatMap((code) => [
  code,
  `${code}Fault`,
]);

/**
 * It has one code for all that is wrong with a request, and says what in words: "The instance i-… is not in InService." (keikoproj/upgrade-manager
 * #324), "… is not part of Auto Scaling group …" (terraform-provider-aws #35071), "Instance Id not found - No managed instance found for instance ID".
 */
const notThere = /^(The instance .* is not (in InService|part of Auto Scaling group)|Instance Id not found)/;

/** The groups that Beanstalk makes for its environments. */
export class AwsInstanceGroups implements InstanceGroups {
  constructor(
    private readonly clients: { readonly beanstalk: ElasticBeanstalkClient; readonly autoScaling: AutoScalingClient },
  ) {}

  async find(environmentName: string): Promise<InstanceGroup | undefined> {
    const { DescribeAutoScalingGroupsCommand } = autoScaling();
    const name = await this.nameOf(environmentName);
    if (name === undefined) return undefined;
    const action = 'autoscaling:DescribeAutoScalingGroups';
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
    const answer = await send(action, () => this.clients.autoScaling.send(command));
    const [group] = requireField(answer.AutoScalingGroups, 'AutoScalingGroups', action);
    if (group === undefined) return undefined;
    const instances = (group.Instances ?? []).map(({ InstanceId, LifecycleState }) => ({
      id: requireField(InstanceId, 'InstanceId', action),
      lifecycle: requireField(LifecycleState, 'LifecycleState', action),
    }));
    return { name, instances, well: await this.well(environmentName) };
  }

  async standBy(AutoScalingGroupName: string, instanceId: string): Promise<void> {
    const { EnterStandbyCommand } = autoScaling();
    // Not fewer: that would go below a MinSize that is as large as what is wanted, which Auto Scaling refuses.
    const command = new EnterStandbyCommand({
      ...{ AutoScalingGroupName, InstanceIds: [instanceId], ShouldDecrementDesiredCapacity: false },
    });
    await asked('autoscaling:EnterStandby', instanceId, () => this.clients.autoScaling.send(command));
  }

  async end(InstanceId: string): Promise<void> {
    const { TerminateInstanceInAutoScalingGroupCommand } = autoScaling();
    const command = new TerminateInstanceInAutoScalingGroupCommand({
      ...{ InstanceId, ShouldDecrementDesiredCapacity: false },
    });
    const action = 'autoscaling:TerminateInstanceInAutoScalingGroup';
    await asked(action, InstanceId, () => this.clients.autoScaling.send(command));
  }

  private async nameOf(EnvironmentName: string): Promise<string | undefined> {
    const { DescribeEnvironmentResourcesCommand } = beanstalk();
    const command = new DescribeEnvironmentResourcesCommand({ EnvironmentName });
    const answer = await send('elasticbeanstalk:DescribeEnvironmentResources', () =>
      this.clients.beanstalk.send(command).catch(noneIfMissing),
    );
    return answer?.EnvironmentResources?.AutoScalingGroups?.[0]?.Name;
  }

  private async well(EnvironmentName: string): Promise<number> {
    const { DescribeEnvironmentHealthCommand } = beanstalk();
    const command = new DescribeEnvironmentHealthCommand({ EnvironmentName, AttributeNames: ['InstancesHealth'] });
    const answer = await send('elasticbeanstalk:DescribeEnvironmentHealth', () =>
      this.clients.beanstalk.send(command).catch(noneIfMissing),
    );
    const { Ok = 0, Info = 0 } = answer?.InstancesHealth ?? {};
    return Ok + Info;
  }
}

async function asked(action: string, instanceId: string, request: () => Promise<unknown>): Promise<void> {
  await send(action, async () => {
    try {
      await request();
    } catch (error) {
      throw meant(error, instanceId);
    }
  });
}

function meant(error: unknown, instanceId: string): unknown {
  const name = errorName(error);
  const { message } = error as Error;
  if (busy.includes(name)) {
    return new PreviewError('group-busy', `Auto Scaling is changing the group of ${instanceId}: ${message}`, {
      ...{ fault: 'world', cause: error },
      hint: 'The same command goes on in a minute.',
    });
  }
  if (name === 'ValidationError' && notThere.test(message)) {
    return new PreviewError('instance-gone', `${instanceId} is not in service any more: ${message}`, {
      ...{ fault: 'world', cause: error },
      hint: '`preview-stacks release` brings the group back to what it was.',
    });
  }
  return error;
}

function autoScaling() {
  return require('@aws-sdk/client-auto-scaling') as typeof import('@aws-sdk/client-auto-scaling');
}

function beanstalk() {
  return require('@aws-sdk/client-elastic-beanstalk') as typeof import('@aws-sdk/client-elastic-beanstalk');
}
