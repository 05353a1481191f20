import { Connections, type IConnectable, type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IGrantable, type IPrincipal, type IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { connectionsOf } from '../network/connections-of';
import { oneOf } from '../network/one-of';
import { MeasuredService } from '../observe/measured-service';
import { type GivenQueue, grantSendTo } from './worker-queue';

/** A service of this app, or one that is there: `Service.fromServiceAttributes`. */
export interface IService extends IConstruct, IConnectable, IGrantable, ServiceMetrics {
  /** Name by which siblings call it: one that links to `api` gets `API_URL`. */
  readonly name: string;
  /** Name of the Beanstalk environment. */
  readonly environmentName: string;
  /** The group of the instances: what they shall reach lets this one in. */
  readonly securityGroupId: string;
  /** Where siblings reach it; a worker is reached by its queue alone. */
  readonly url: string;
  /** What a worker takes its messages from; others have none. */
  readonly queue: GivenQueue | undefined;
  /** Group of a balancer without a public address, into which a link lets a sibling; others have none. */
  readonly internalGroupId: string | undefined;
}

/** Its metrics. Of an imported one those are there that its own stack asks Beanstalk to publish; its health always is. */
type ServiceMetrics = Pick<
  MeasuredService,
  | 'metric'
  | 'metricHealth'
  | 'metricRequests'
  | 'metricServerErrors'
  | 'metricServerErrorPercent'
  | 'metricLatencyP95'
  | 'metricUnhealthyInstances'
  | 'metricCPUUtilization'
>;

/** What is known of a service that is there: of another stack, or not made by CloudFormation. */
export type ServiceAttributes = ServiceFacts & ServiceGroup & ServiceRole;

/** What an imported service is known by. */
export interface ServiceFacts {
  /** Name by which siblings call it: lower-case letters and digits. */
  readonly name: string;
  /** Name of the Beanstalk environment. */
  readonly environmentName: string;
  /** Where siblings reach it. @default none: only a worker, which has a queue, goes without */
  readonly url?: string;
  /** What a worker takes its messages from. @default none: it is no worker */
  readonly queue?: IQueue;
  /** Security group of its balancer, when that has no public address: a link lets a sibling in. @default none: it is reached by its URL as from anywhere */
  readonly internalGroupId?: string;
}

/** The security group of the instances, either way. */
export type ServiceGroup =
  | { readonly securityGroup: ISecurityGroup; readonly securityGroupId?: never }
  | { /** `sg-…` */ readonly securityGroupId: string; readonly securityGroup?: never };

/** The role of the instances, either way. */
export type ServiceRole =
  | { readonly role: IRole; readonly roleArn?: never }
  | { readonly roleArn: string; readonly role?: never };

/** A service that is there, which siblings link to and constructs of the CDK know like one of this app. Its environment is not changed. */
export class ImportedService extends MeasuredService implements IService {
  readonly name: string;
  readonly environmentName: string;
  readonly securityGroupId: string;
  readonly url: string;
  readonly queue: GivenQueue | undefined;
  readonly internalGroupId: string | undefined;
  readonly grantPrincipal: IPrincipal;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: ServiceAttributes) {
    super(scope, id);
    const { name, url, queue, securityGroup, securityGroupId, role, roleArn } = attributes;
    const owner = `the service ${id}`;
    oneOf(owner, { securityGroup, securityGroupId });
    oneOf(owner, { role, roleArn });
    oneOf(owner, { url, queue });
    this.name = name;
    this.environmentName = attributes.environmentName;
    this.internalGroupId = attributes.internalGroupId;
    this.url = url ?? queue?.queueUrl ?? '';
    this.queue = queue && { url: queue.queueUrl, grantSend: (grantee) => grantSendTo(grantee, name, queue.queueArn) };
    this.securityGroupId = securityGroup?.securityGroupId ?? securityGroupId ?? '';
    this.connections = securityGroup
      ? new Connections({ securityGroups: [securityGroup] })
      : connectionsOf(this, this.securityGroupId);
    this.grantPrincipal = (role ?? Role.fromRoleArn(this, 'Role', roleArn ?? '')).grantPrincipal;
  }
}
