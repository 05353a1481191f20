import type { Construct } from 'constructs';
import type { IamStatement } from './iam-statement';

export interface CloudFormationRoleProps {
  /** Fixed: deploy and cleanup name it before they can read any output. */
  readonly name: string;
  readonly project: string;
  /** What the names of the stage's environment stacks begin with, such as `shop-preview-`. */
  readonly stackPrefixes: readonly string[];
  readonly applicationName: string;
  readonly bundleBucketArn: string;
  readonly permissionsBoundaryArn: string;
  readonly beanstalkServiceRoleArn: string;
  /** Path of the roles that it may make and pass. */
  readonly rolePath: string;
  /** Zones in which it may write records. */
  readonly hostedZoneIds: readonly string[];
}

/** A part of what CloudFormation's role may do. */
export type CloudFormationStatements = (scope: Construct, props: CloudFormationRoleProps) => readonly IamStatement[];
