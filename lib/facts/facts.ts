import type { Stage } from '../naming/target';

/** The network in which a stage's balancer, instances and databases stand; read once by deploy-application. */
export interface NetworkFacts {
  /** `vpc-…` */
  readonly vpcId: string;
  /** Subnets with a route to an internet gateway. */
  readonly publicSubnetIds: readonly string[];
  /** Empty when the VPC has none. */
  readonly privateSubnetIds: readonly string[];
}

/** What deploy-application reads from the account before it synthesizes the application stack. */
export interface AccountFacts {
  /** 12 digits. */
  readonly account: string;
  /** AWS region: `eu-central-1`. */
  readonly region: string;
  /** Where balancer, instances and databases shall stand. */
  readonly network: NetworkFacts;
  /** Route 53 zone that holds the hosts of the stage; absent when settings name one or the host needs none. */
  readonly hostedZoneId?: string;
}

/** The shared balancer of a stage. */
export interface BalancerFacts {
  /** ARN of the balancer. */
  readonly arn: string;
  /** Name that AWS gives it. */
  readonly dnsName: string;
  /** Route 53's id for aliases to this balancer. */
  readonly hostedZoneId: string;
  /** The balancer's own security group: instances let it in. */
  readonly securityGroupId: string;
}

/** The role under which CloudFormation makes a kind of stack, and the boundary of its instance roles. */
export interface RoleAndBoundary {
  /** Role that CloudFormation acts under. */
  readonly cloudFormationRoleArn: string;
  /** Boundary of every instance role. */
  readonly permissionsBoundaryArn: string;
  /** Marks of the rights that settings gave when the stack was deployed, see `writeRights`. @default none */
  readonly rights?: string;
}

/** Those of previews: narrower than the stage's own, because anyone who can push can change a preview. */
export interface PreviewGuard extends RoleAndBoundary {
  /** Marks of the secrets, keys and snapshots that it lets previews use, see `writeAllowList`. */
  readonly reach: readonly string[];
}

/** What the application stack made and found out: its outputs, read once by deploy and handed to the environment stack. */
export interface ApplicationFacts extends RoleAndBoundary {
  /** The stage that the stack serves. */
  readonly stage: Stage;
  /** 12 digits. */
  readonly account: string;
  /** AWS region: `eu-central-1`. */
  readonly region: string;
  /** Beanstalk application. */
  readonly applicationName: string;
  /** Name of the bucket of bundles and records. */
  readonly bundleBucket: string;
  /** An older release deployed the stack: its roles may lack a right that this one needs. @default false */
  readonly rightsOutdated?: boolean;
  /** Role that Beanstalk acts under. */
  readonly beanstalkServiceRoleArn: string;
  /** Absent when the stage has no previews. */
  readonly previews?: PreviewGuard;
  /** Route 53 zone that holds the hosts of the stage; absent when none is needed. */
  readonly hostedZoneId?: string;
  /** Certificate of the hosts; absent when the URLs are plain HTTP. */
  readonly certificateArn?: string;
  /** Where balancer, instances and databases stand. */
  readonly network: NetworkFacts;
  /** Absent when no target of the stage routes through a shared balancer. */
  readonly balancer?: BalancerFacts;
  /** Bucket into which S3 logs who uses the targets' buckets. Absent when no target of the stage wants that. */
  readonly accessLogBucket?: string;
  /** CloudFormation's role of the stage may make alarms, a dashboard and their topic. @default false */
  readonly mayAlarm?: boolean;
}

/** What one service of an environment stack runs: decided at deploy, pinned in the record. */
export interface ServiceRelease {
  /** Key of the bundle in the bundle bucket. */
  readonly bundleKey: string;
  /** ARN of Beanstalk's platform version. */
  readonly platformArn: string;
}
