/** One instance of a group. */
export interface GroupInstance {
  /** `i-…` */
  readonly id: string;
  /** Auto Scaling's word: Pending, InService, EnteringStandby, Standby, Terminating … */
  readonly lifecycle: string;
}

/** The Auto Scaling group of one environment of Beanstalk. */
export interface InstanceGroup {
  /** Beanstalk makes it up. */
  readonly name: string;
  /** With those that stand by. */
  readonly instances: readonly GroupInstance[];
  /** How many of them Beanstalk calls well: Ok or Info. It counts by itself, and says not which. */
  readonly well: number;
}

/** Auto Scaling, as far as one instance at a time is taken out of traffic and ended. Sizes are CloudFormation's alone. */
export interface InstanceGroups {
  /** Undefined when Beanstalk has no such environment, or no group for it. */
  find(environmentName: string): Promise<InstanceGroup | undefined>;
  /**
   * Asks that an instance gets no more requests and stays as it is; another is launched in its place. Does not wait.
   *
   * @throws PreviewError `group-busy` while another change of the group is under way; `instance-gone` when it is not in service there
   */
  standBy(groupName: string, instanceId: string): Promise<void>;
  /**
   * Asks that an instance ends; the group gets another for it where it would have too few. Does not wait.
   *
   * @throws PreviewError `group-busy`; `instance-gone` when Auto Scaling knows no such instance
   */
  end(instanceId: string): Promise<void>;
}
