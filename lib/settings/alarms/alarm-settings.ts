/**
 * A dashboard and alarms in CloudWatch for staging or production, and who gets them. Previews have none. Needs `email` or `topic`, and
 * `deploy-application` before the first deploy with it.
 */
export interface AlarmSettings {
  /** Address that gets the alarms, by a topic of the stack's own. AWS writes to it first: until someone follows the link in that e-mail, no alarm arrives. @default none: `topic` says who gets them */
  readonly email?: string;
  /** ARN of a topic of SNS that gets the alarms, in the target's region. Its policy must let CloudWatch publish. @default none: `email` says who gets them */
  readonly topic?: string;
  /** How long something must last before its alarm, in minutes. @default 5 */
  readonly minutes: number;
  /** Share of requests that a public or internal service answers with 5xx, in percent: an alarm above. @default 5 */
  readonly serverErrorsPercent: number;
  /** How long requests of a public or internal service take (Beanstalk's P95), in seconds: an alarm above. @default 2 */
  readonly latencySeconds: number;
  /** Share of the database's disk that is free, in percent of `database.storageGiB`: an alarm below. @default 10 */
  readonly databaseFreePercent: number;
  /** Connections to the database: an alarm above. @default 50 for each GiB of memory of `database.instanceClass`, as classes of its size have at least (micro 1, small 2, medium 4, large 8, xlarge 16, 2xlarge 32 …); 4000 at most */
  readonly databaseConnections?: number;
}
