import { Annotations, type CfnResource, Lazy } from 'aws-cdk-lib';
import { CfnSecurityGroupIngress, type Connections, type IConnectable } from 'aws-cdk-lib/aws-ec2';
import { CfnApplicationVersion, CfnEnvironment } from 'aws-cdk-lib/aws-elasticbeanstalk';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ServiceRelease } from '../../facts/facts';
import { certificateProperties } from '../../settings/database-certificates';
import { defaultQueue } from '../../settings/derived';
import { completeService } from '../../settings/layers/complete';
import { linkProperty } from '../../settings/link-order';
import type { DatabaseSettings, DeepPartial, ServiceSettings } from '../../settings/settings';
import { connectionsOf } from '../network/connections-of';
import { MeasuredService } from '../observe/measured-service';
import { type Acknowledgement, acknowledge } from '../rights/acknowledge';
import type { IamStatement } from '../rights/iam-statement';
import { InstancePrincipal } from '../rights/instance/instance-principal';
import { InstanceRole } from '../rights/instance/instance-role';
import { imageStatements, instanceStatements } from '../rights/instance/instance-statements';
import { secretKeyStatements, secretStatements } from '../rights/instance/secret-statements';
import { EnvironmentProperties } from './environment-properties';
import { launchOptions } from './launch-options';
import { operationOptions } from './operation-options';
import { optionSettings } from './option-table';
import type { Route } from './route';
import { routeOptions } from './route-options';
import { serviceGroups } from './service-groups';
import { WorkerQueue } from './worker-queue';

/** What a service is made of. */
export interface ServiceProps {
  /** Name by which settings and errors call it, such as `web`. */
  readonly name: string;
  /** What the service is; its kind follows from the route. @default the built-in values of a settings file */
  readonly settings?: DeepPartial<ServiceSettings>;
  /** The bundle and the platform that it runs. */
  readonly release: ServiceRelease;
  /** How it is reached; a worker is not, and gets a queue. */
  readonly route: Route;
  /** URL under which siblings that link to it reach it. @default plain HTTP to the environment's own address */
  readonly url?: string;
  /** Beanstalk application. */
  readonly applicationName: string;
  /** 4 to 40 letters, digits and hyphens, unique in account and region. */
  readonly environmentName: string;
  /** Name of the bucket that holds the bundle. */
  readonly bundleBucket: string;
  /** The folder of the bundle bucket that the instances may read, with a slash at its end. */
  readonly bundlePrefix: string;
  /** VPC of the instances: `vpc-…`. */
  readonly vpcId: string;
  /** Where the instances stand. */
  readonly instanceSubnetIds: readonly string[];
  /** Where a balancer stands. */
  readonly publicSubnetIds: readonly string[];
  /** Instances have public addresses: without them their subnets need a NAT. */
  readonly publicAddresses: boolean;
  /** Role that Beanstalk acts under: nothing is created for us (trap T12). */
  readonly serviceRoleArn: string;
  /** Path of the instance role, with a slash at either end. */
  readonly rolePath: string;
  /** Managed policy that bounds the instance role, whatever it is granted. */
  readonly permissionsBoundaryArn: string;
  /**
   * The option that names the metrics which Beanstalk publishes is there, though none was asked for. An environment that had some goes on publishing
   * them, and they cost, where the option is left out (trap T11). @default false
   */
  readonly writesMetrics?: boolean;
}

/**
 * One service: a Beanstalk environment, the version that it runs, its role, its security groups and, for a worker, its queue.
 */
export class Service extends MeasuredService implements IConnectable, IGrantable {
  /** Escape hatch: the environment itself. */
  readonly environment: CfnEnvironment;
  /** Escape hatch: the version of the application that it runs. */
  readonly version: CfnApplicationVersion;
  /** The group of the instances: what they shall reach lets this one in. */
  readonly securityGroupId: string;
  /** How it is reached. */
  readonly route: Route;
  /** The instances, for constructs of the CDK: `table.grantReadData(service)`. The permissions boundary bounds it. */
  readonly grantPrincipal: IPrincipal;
  /** What the service takes its messages from; only a worker has one. */
  readonly queue: WorkerQueue | undefined;
  private madeConnections: Connections | undefined;
  private readonly name: string;
  private readonly packed: Pick<ServiceSettings, 'platform' | 'image' | 'bundle'>;
  private readonly address: string | undefined;
  private readonly balancerSecurityGroupId: string | undefined;
  private readonly properties: EnvironmentProperties;
  private readonly instanceRole: InstanceRole;

  /** @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`, `secret-arn-invalid` */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { release, route } = props;
    const kind = route.kind === 'worker' || route.kind === 'internal' ? route.kind : 'public';
    const settings = { ...completeService(props.settings), kind } as const;
    this.route = route;
    this.name = props.name;
    this.address = props.url;
    this.packed = settings;
    this.properties = new EnvironmentProperties(props.name);
    this.instanceRole = new InstanceRole(this, 'Instance', {
      path: props.rolePath,
      permissionsBoundaryArn: props.permissionsBoundaryArn,
    });
    this.grantPrincipal = new InstancePrincipal(this.instanceRole);
    for (const statement of instanceStatements(this, props)) this.grant(statement);
    for (const statement of secretStatements(settings.secrets)) this.grant(statement);
    for (const statement of secretKeyStatements(this, settings.secretKeys)) this.grant(statement);
    for (const statement of imageStatements(settings.image)) this.grant(statement);
    this.addProperties(settings.environment);
    this.addSecrets(settings.secrets);
    if (settings.image !== undefined && !settings.image.includes('@sha256:')) {
      Annotations.of(this).addWarningV2('preview-stacks:image-by-tag', imageByTag(props.name, settings.image));
    }

    const groups = serviceGroups(this, props.vpcId, route);
    this.securityGroupId = groups.instances.attrGroupId;
    this.balancerSecurityGroupId = groups.balancer?.attrGroupId;
    if (kind === 'worker') {
      this.queue = new WorkerQueue(this, 'Queue', { settings: settings.queue ?? defaultQueue });
      this.queue.grantConsume(this);
      this.grant(workerMetrics);
    }

    this.version = new CfnApplicationVersion(this, 'Version', {
      applicationName: props.applicationName,
      sourceBundle: { s3Bucket: props.bundleBucket, s3Key: release.bundleKey },
    });
    const options = optionSettings(
      routeOptions({ ...props, balancerSecurityGroupId: this.balancerSecurityGroupId }),
      launchOptions({
        ...props,
        settings,
        instanceProfileName: this.instanceRole.profile.ref,
        securityGroupId: this.securityGroupId,
      }),
      operationOptions(settings),
      this.queue?.options() ?? {},
    );
    this.environment = new CfnEnvironment(this, 'Environment', {
      applicationName: props.applicationName,
      environmentName: props.environmentName,
      tier: kind === 'worker' ? { name: 'Worker', type: 'SQS/HTTP' } : { name: 'WebServer', type: 'Standard' },
      // Not SolutionStackName: a change of it replaces the environment, which a named one cannot survive (trap T10).
      platformArn: release.platformArn,
      versionLabel: this.version.ref,
      // An option left out keeps its old value (trap T11): all of them are always written.
      optionSettings: Lazy.any({
        produce: () => [
          ...options,
          ...optionSettings(this.publishedMetrics(props.writesMetrics ?? false), this.properties.options()),
        ],
      }),
    });
    acknowledge(this.environment, ...environmentRules);
  }

  /** The group of the instances, for constructs of the CDK: `cluster.connections.allowDefaultPortFrom(service)`. */
  get connections(): Connections {
    this.madeConnections ??= connectionsOf(this, this.securityGroupId);
    return this.madeConnections;
  }

  /** The name of the environment. */
  get environmentName(): string {
    return this.environment.ref;
  }

  /** The label of the version that it runs. */
  get versionLabel(): string {
    return this.version.ref;
  }

  /** Allows the instances something, as far as the permissions boundary allows it. */
  grant(statement: IamStatement): void {
    this.instanceRole.grant(statement);
  }

  /** Gives the app environment properties, as plain values. @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large` */
  addProperties(properties: Readonly<Record<string, string>>): void {
    this.properties.addPlain(properties);
  }

  /** Whether it has a property of this name, plain or secret. */
  hasProperty(name: string): boolean {
    return this.properties.has(name);
  }

  /** The properties by which clients of its app know a database of RDS; none where its bundle holds no certificates. */
  certificateProperties(engine: DatabaseSettings['engine']): Readonly<Record<string, string>> {
    return certificateProperties(engine, this.packed);
  }

  /**
   * Properties whose values Beanstalk reads from Secrets Manager or SSM; grant the reading apart.
   *
   * @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`
   */
  addSecrets(arns: Readonly<Record<string, string>>): void {
    this.properties.addSecret(arns);
  }

  /**
   * Tells this service where a sibling is, and lets it in: the property `<NAME>_URL`, or `<NAME>_QUEUE_URL` when the sibling is
   * a worker. The sibling is deployed first.
   *
   * @throws PreviewError `property-taken`, `properties-too-large`
   */
  link(sibling: Service): void {
    const { queue, balancerSecurityGroupId } = sibling;
    if (queue) queue.grantSend(this);
    else if (sibling.route.kind === 'internal' && balancerSecurityGroupId !== undefined) {
      const ingress = new CfnSecurityGroupIngress(this, `To${sibling.node.id}`, {
        groupId: balancerSecurityGroupId,
        sourceSecurityGroupId: this.securityGroupId,
        ipProtocol: 'tcp',
        fromPort: 80,
        toPort: 80,
        description: 'From a sibling that links to the service',
      });
      this.dependOn(ingress);
    }
    this.addProperties({ [linkProperty(sibling.name, queue ? 'worker' : 'public')]: queue?.url ?? sibling.url });
    // The address of an environment orders the two by itself.
    if (queue || sibling.address !== undefined) this.dependOn(sibling.environment);
  }

  /** Where siblings reach it; a worker is reached by its queue alone. */
  get url(): string {
    return this.address ?? `http://${this.environment.attrEndpointUrl}`;
  }

  /** The environment is made after this resource and deleted before it. Of no use for what a property refers to: that is so anyway. */
  dependOn(resource: CfnResource): void {
    this.environment.addResourceDependency(resource);
  }
}

const workerMetrics: IamStatement = {
  sid: 'QueueMetrics',
  because:
    "Beanstalk's daemon counts in CloudWatch, as AWS's own policy for workers allows; the action knows no resource.",
  actions: ['cloudwatch:PutMetricData'],
  resources: ['*'],
};

function imageByTag(service: string, image: string): string {
  return `${service} runs the image ${image} by a tag: the same bundle can become another program, and a moved tag deploys nothing. Name it by digest.`;
}

const environmentRules: readonly Acknowledgement[] = [
  {
    id: 'AwsSolutions-EB3',
    reason:
      'A deploy pins the platform version and changes it: a managed update would collide with deploys, and the next one would undo it.',
  },
  { id: 'AwsSolutions-EB4', reason: 'Logs are streamed to CloudWatch as they are written, rather than rotated to S3.' },
];
