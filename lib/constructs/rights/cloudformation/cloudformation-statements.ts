import type { Construct } from 'constructs';
import type { TargetKind } from '../../../naming/target';
import type { RightsSettings } from '../../../settings/rights/rights-settings';
import type { IamStatement } from '../iam-statement';

export interface CloudFormationRoleProps {
  /** Fixed: deploy and cleanup name it before they can read any output. */
  readonly name: string;
  readonly project: string;
  /** Whose stacks it works on. */
  readonly kind: TargetKind;
  /** What every kind needs: Beanstalk above all. */
  readonly sharedPolicyArn: string;
  /** The Beanstalk application of the stage. */
  readonly applicationName: string;
  readonly bundleBucketArn: string;
  readonly permissionsBoundaryArn: string;
  /** Path of the roles that it may make and pass. */
  readonly rolePath: string;
  /** Zones in which it may write records, and which names. */
  readonly records: readonly ZoneNames[];
  /** Alarms, their topic and a dashboard are among what it makes. @default false */
  readonly alarms?: boolean;
  /** Snapshots from which databases may be made, by name or ARN. @default those of any name */
  readonly snapshots?: readonly string[];
  /** What settings add for extensions. @default nothing */
  readonly rights?: RightsSettings;
}

/** Names in a zone, a `*` for whatever is in front. */
export interface ZoneNames {
  readonly hostedZoneId: string;
  readonly names: readonly string[];
  /** Those among the names that belong to someone else all the same. */
  readonly closed: readonly string[];
}

/** What the names of everything in stacks of a kind begin with: CloudFormation puts the name of the stack in front. */
export function stackPrefix({ project, kind }: Pick<CloudFormationRoleProps, 'project' | 'kind'>): string {
  return `${project}-${kind}-`;
}

/** A part of what CloudFormation's role may do. */
export type CloudFormationStatements = (scope: Construct, props: CloudFormationRoleProps) => readonly IamStatement[];
