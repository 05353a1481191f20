import { AwsError } from '../../http/aws-error';

interface Sizes {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly desired: number;
}

/** What Auto Scaling says no to, in its words. */
export const groupRefusals = {
  /** The words are the endpoint's own: what AWS says of an empty list is in no source. */
  nothing: () => refused('The request must contain at least one instance ID.'),
  /** aws-samples/aws-codedeploy-samples, issue 50, 2016-08-17, of InService; of Standby it is inferred. */
  notInState: (id: string, state: string) => refused(`The instance ${id} is not in ${state}.`),
  /** hashicorp/terraform-provider-aws, CHANGELOG, pull request 35071. */
  notPart: (id: string, name: string) => refused(`The instance ${id} is not part of Auto Scaling group ${name}.`),
  /** EnterStandby, teochenglim/tf-asg-standby, 2025-06-21; other operations have another verb in the same words. */
  outOfBounds: (verb: string, count: number, { name, least, most, desired }: Sizes) =>
    refused(
      `AutoScalingGroup ${name} has min-size=${least}, max-size=${most}, and desired-size=${desired}. To ${verb} ${count} ` +
        `instance${count === 1 ? '' : 's'}, please update the AutoScalingGroup sizes appropriately.`,
    ),
  /** hashicorp/nomad-autoscaler, pull request 1290, 2026-05-07. */
  tooFew: (least: number) =>
    refused(
      `Currently, desiredSize equals minSize (${least}). Terminating instance without replacement will violate group's min size ` +
        "constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
    ),
  /** kubernetes/kops, issue 6900, 2019-05-09. */
  ending: (activity: string) => new AwsError('ScalingActivityInProgress', `Activity ${activity} is in progress.`),
  /** botocore 1.43.11, model of Auto Scaling. */
  contended: () =>
    new AwsError(
      'ResourceContention',
      'You already have a pending update to an Amazon EC2 Auto Scaling resource (for example, an Auto Scaling group, instance, or load balancer).',
      500,
    ),
};

function refused(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
