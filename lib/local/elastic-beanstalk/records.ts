import type { OptionSetting } from './option-setting';

/** What Beanstalk keeps, and what survives a restart. Times are milliseconds since 1970. */
export interface ApplicationRecord {
  readonly name: string;
  readonly arn: string;
  description?: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface VersionRecord {
  readonly applicationName: string;
  readonly label: string;
  readonly arn: string;
  readonly description?: string;
  readonly bundle: { readonly bucket: string; readonly key: string };
  readonly createdAt: number;
}

export type EnvironmentStatus = 'Launching' | 'Updating' | 'Ready' | 'Terminating' | 'Terminated';
export type HealthColour = 'Grey' | 'Green' | 'Yellow' | 'Red';
/** As the API spells them: `No Data` has a blank (answers of DescribeEnvironments in public repositories, 2025). */
export type HealthStatus = 'No Data' | 'Unknown' | 'Pending' | 'Ok' | 'Info' | 'Warning' | 'Degraded' | 'Severe';

export interface Health {
  readonly colour: HealthColour;
  readonly status: HealthStatus;
  /** Why it is not green. */
  readonly causes: readonly string[];
}

export type Lifecycle = 'Pending' | 'InService' | 'EnteringStandby' | 'Standby' | 'Terminating';

export interface InstanceRecord {
  readonly id: string;
  readonly launchedAt: number;
  /** The folder below `var/app/releases` that runs; absent when no deployment has succeeded yet. */
  release?: string;
  versionLabel?: string;
  /** What Auto Scaling says of it. @default InService */
  lifecycle?: Lifecycle;
  /** Its machine was ended from outside. @default false */
  isGone?: boolean;
}

export interface EnvironmentRecord {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly applicationName: string;
  readonly region: string;
  readonly tier: 'WebServer' | 'Worker';
  readonly cname: string;
  readonly createdAt: number;
  versionLabel?: string;
  description?: string;
  platformArn: string;
  options: readonly OptionSetting[];
  tags: Readonly<Record<string, string>>;
  /** A balancer's DNS name, or the address of a single instance (trap T5). */
  endpointUrl: string;
  /** The balancer that was made for this environment alone. */
  ownBalancerArn?: string;
  status: EnvironmentStatus;
  health: Health;
  updatedAt: number;
  deploymentId: number;
  instances: InstanceRecord[];
}

export type Severity = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export interface EventRecord {
  readonly at: number;
  readonly severity: Severity;
  readonly message: string;
  readonly applicationName: string;
  readonly environmentName?: string;
  readonly environmentId?: string;
  readonly versionLabel?: string;
  readonly region?: string;
}

export interface BeanstalkDocument {
  readonly applications: Record<string, ApplicationRecord>;
  /** By application name and label. */
  readonly versions: Record<string, VersionRecord>;
  /** Terminated ones too, oldest first. */
  environments: EnvironmentRecord[];
  events: EventRecord[];
}
