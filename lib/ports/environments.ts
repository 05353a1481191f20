/** A Beanstalk environment as DescribeEnvironments shows it. */
export interface Environment {
  readonly name: string;
  readonly id: string;
  /** Launching, Updating, Ready, Terminating, Terminated. */
  readonly status: string;
  /** Green, Yellow, Red, Grey. */
  readonly health: string;
  readonly versionLabel?: string;
  /** Why it is not green, in Beanstalk's words. */
  readonly causes: readonly string[];
}

export interface EnvironmentEvent {
  readonly at: Date;
  readonly severity: string;
  readonly message: string;
}

export interface LogLine {
  /** No other line of its environment and source has it. */
  readonly id: string;
  readonly at: Date;
  /** Log file on the instance, such as `web.stdout.log`. */
  readonly source: string;
  readonly instance: string;
  readonly text: string;
}

export interface LogQuery {
  readonly environmentName: string;
  /** Lines at most, the newest; `Infinity` for all. @default 100 */
  readonly limit?: number;
  /** Only lines of the instance whose id begins so. @default all instances */
  readonly instance?: string;
  /** @default the beginning */
  readonly since?: Date;
}

/** An environment property by its name. Values never cross this border: plain ones may be what somebody should not have written there. */
export interface PropertyName {
  readonly name: string;
  /** Its value is the ARN of a secret or parameter. */
  readonly secret: boolean;
}

/** Elastic Beanstalk and the logs of its instances. */
export interface Environments {
  find(environmentName: string): Promise<Environment | undefined>;
  /** Newest first. */
  events(environmentName: string, since?: Date): Promise<readonly EnvironmentEvent[]>;
  instances(environmentName: string): Promise<readonly string[]>;
  /** What its app is given now, whether or not a template names it. */
  properties(environmentName: string): Promise<readonly PropertyName[]>;
  /**
   * Asks Beanstalk to take these away, which starts the app anew; does not wait. Not for values: those are CloudFormation's alone.
   *
   * @throws PreviewError `environment-not-ready` while something else is under way
   */
  removeProperties(environmentName: string, names: readonly PropertyName[]): Promise<void>;
  /** Oldest first. Empty when there are no logs. */
  logs(query: LogQuery): Promise<readonly LogLine[]>;
  /** The newest platform version that Beanstalk recommends for a friendly name (`nodejs-22`) or an ARN as it is. */
  platformArn(platform: string): Promise<string>;
}
