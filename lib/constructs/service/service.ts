import { Annotations, type CfnResource, Lazy } from 'aws-cdk-lib';
import { CfnSecurityGroupIngress, type Connections } from 'aws-cdk-lib/aws-ec2';
import { CfnApplicationVersion, CfnEnvironment } from 'aws-cdk-lib/aws-elasticbeanstalk';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { openPathProperty } from '../../settings/access/access-properties';
import { certificateProperties } from '../../settings/database-certificates';
import { defaultQueue } from '../../settings/derived';
import { completeService } from '../../settings/layers/complete';
import { linkProperty } from '../../settings/link-order';
import type { DatabaseSettings, ServiceSettings } from '../../settings/settings';
import { connectionsOf } from '../network/connections-of';
import { MeasuredService } from '../observe/measured-service';
import { type Acknowledgement, acknowledge } from '../rights/acknowledge';
import type { IamStatement } from '../rights/iam-statement';
import { InstancePrincipal } from '../rights/instance/instance-principal';
import { InstanceRole } from '../rights/instance/instance-role';
import { imageStatements, instanceStatements } from '../rights/instance/instance-statements';
import {
  namedSecret,
  type SecretKey,
  secretKeyStatements,
  secretStatements,
} from '../rights/instance/secret-statements';
import { EnvironmentProperties } from './environment-properties';
import { ImportedService, type IService, type ServiceAttributes } from './imported-service';
import { launchOptions } from './launch-options';
import { operationOptions } from './operation-options';
import { optionSettings } from './option-table';
import type { Route } from './route';
import { routeOptions } from './route-options';
import { fromBalancer, serviceGroups } from './service-groups';
import { foundParts, type ServiceProps } from './service-props';
import { WorkerQueue } from './worker-queue';

/**
 * One service: a Beanstalk environment, the version that it runs, its role, its security groups and, for a worker, its queue.
 */
export class Service extends MeasuredService implements IService {
  /** Escape hatch: the environment itself. */
  readonly environment: CfnEnvironment;
  /** Escape hatch: the version of the application that it runs. */
  readonly version: CfnApplicationVersion;
  /** Name by which siblings call it: one that links to `api` gets `API_URL`. */
  readonly name: string;
  /** The group of the instances: what they shall reach lets this one in. */
  readonly securityGroupId: string;
  /** How it is reached. */
  readonly route: Route;
  /** The instances, for constructs of the CDK: `table.grantReadData(service)`. The permissions boundary bounds it. */
  readonly grantPrincipal: IPrincipal;
  /** What the service takes its messages from; only a worker has one. */
  readonly queue: WorkerQueue | undefined;
  private madeConnections: Connections | undefined;
  private readonly packed: Pick<ServiceSettings, 'platform' | 'image' | 'bundle'>;
  private readonly address: string | undefined;
  private readonly balancerSecurityGroupId: string | undefined;
  private readonly properties: EnvironmentProperties;
  private readonly instanceRole: InstanceRole;

  /**
   * A service that is there, of another stack or not made by CloudFormation: siblings link to it, and constructs of the CDK let it in and grant it
   * rights. Rights go into a policy of its role, in this stack.
   *
   * @throws PreviewError `property-missing` and `properties-contradict` with neither or both of `securityGroup` and `securityGroupId`, of `role` and
   * `roleArn`, or of `url` and `queue`
   */
  static fromServiceAttributes(scope: Construct, id: string, attributes: ServiceAttributes): IService {
    return new ImportedService(scope, id, attributes);
  }

  /**
   * @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`, `secret-arn-invalid`; `property-missing` and
   * `properties-contradict` with neither or both of two ways to say a thing; `subnets-missing` when a VPC has not the subnets that are asked for;
   * `balancer-missing`, `certificate-missing`
   */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { release } = props;
    const { parts, route, before, closedGroupId, bundleKey } = foundParts(props);
    const kind = route.kind === 'worker' || route.kind === 'internal' ? route.kind : 'public';
    const settings = { ...completeService(props.settings), kind } as const;
    this.route = route;
    this.name = props.name;
    this.address = props.url;
    this.packed = settings;
    this.properties = new EnvironmentProperties(props.name);
    this.instanceRole = new InstanceRole(this, 'Instance', {
      path: parts.rolePath,
      permissionsBoundaryArn: parts.permissionsBoundaryArn,
    });
    this.grantPrincipal = new InstancePrincipal(this.instanceRole);
    for (const statement of instanceStatements(this, parts)) this.grant(statement);
    for (const statement of secretStatements(settings.secrets)) this.grant(statement);
    for (const statement of secretKeyStatements(this, settings.secretKeys)) this.grant(statement);
    for (const statement of imageStatements(settings.image)) this.grant(statement);
    this.addProperties(settings.environment);
    this.addSecrets(settings.secrets);
    if (settings.image !== undefined && !settings.image.includes('@sha256:')) {
      Annotations.of(this).addWarningV2('preview-stacks:image-by-tag', imageByTag(props.name, settings.image));
    }

    const groups = serviceGroups(this, parts.vpcId, route);
    this.securityGroupId = groups.instances.attrGroupId;
    this.balancerSecurityGroupId = groups.balancer?.attrGroupId;
    if (kind === 'worker') {
      this.queue = new WorkerQueue(this, 'Queue', { settings: settings.queue ?? defaultQueue });
      this.queue.grantConsume(this);
      this.grant(workerMetrics);
    }

    this.version = new CfnApplicationVersion(this, 'Version', {
      applicationName: parts.applicationName,
      sourceBundle: { s3Bucket: parts.bundleBucket, s3Key: release.bundleKey },
    });
    const options = optionSettings(
      routeOptions({ ...parts, route, balancerSecurityGroupId: this.balancerSecurityGroupId }),
      launchOptions({
        ...parts,
        settings,
        instanceProfileName: this.instanceRole.profile.ref,
        securityGroupId: this.securityGroupId,
      }),
      operationOptions(settings),
      this.queue?.options() ?? {},
    );
    this.environment = new CfnEnvironment(this, 'Environment', {
      applicationName: parts.applicationName,
      environmentName: parts.environmentName,
      tier: kind === 'worker' ? { name: 'Worker', type: 'SQS/HTTP' } : { name: 'WebServer', type: 'Standard' },
      // Not SolutionStackName: a change of it replaces the environment, which a named one cannot survive (trap T10).
      platformArn: release.platformArn,
      versionLabel: this.version.ref,
      // An option left out keeps its old value (trap T11): all of them are always written.
      optionSettings: Lazy.any({
        produce: () => [
          ...options,
          ...optionSettings(
            this.publishedMetrics(props.writesMetrics ?? false, this.hasProperty(openPathProperty)),
            this.properties.options(),
          ),
        ],
      }),
    });
    acknowledge(this.environment, ...environmentRules);
    bundleKey?.grantDecrypt(this);
    if (closedGroupId !== undefined) this.dependOn(fromBalancer(this, closedGroupId));
    if (before.length > 0) this.environment.node.addDependency(...before);
  }

  /** The group of the instances, for constructs of the CDK: `cluster.connections.allowDefaultPortFrom(service)`. */
  get connections(): Connections {
    this.madeConnections ??= connectionsOf(this, this.securityGroupId);
    return this.madeConnections;
  }

  /** Group of its balancer, when that has no public address: a link lets a sibling in. */
  get internalGroupId(): string | undefined {
    return this.route.kind === 'internal' ? this.balancerSecurityGroupId : undefined;
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
   * Properties whose values Beanstalk reads from Secrets Manager or SSM. Of a secret of the CDK, whole or by one of its keys, the reading is granted,
   * too; for an ARN grant it apart.
   *
   * @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`; `secret-arn-invalid` for a secret that was imported by
   * its name
   */
  addSecrets(secrets: Readonly<Record<string, string | ISecret | SecretKey>>): void {
    for (const [name, given] of Object.entries(secrets)) {
      this.properties.addSecret({ [name]: typeof given === 'string' ? given : namedSecret(this, given) });
    }
  }

  /**
   * Tells this service where a sibling is, and lets it in: the property `<NAME>_URL`, or `<NAME>_QUEUE_URL` when the sibling is
   * a worker. The sibling is deployed first, or is there: `Service.fromServiceAttributes`.
   *
   * @throws PreviewError `property-taken`, `properties-too-large`
   */
  link(sibling: IService): void {
    const { queue, internalGroupId } = sibling;
    if (queue) queue.grantSend(this);
    else if (internalGroupId !== undefined) {
      const ingress = new CfnSecurityGroupIngress(this, `To${sibling.node.id}`, {
        groupId: internalGroupId,
        sourceSecurityGroupId: this.securityGroupId,
        ipProtocol: 'tcp',
        fromPort: 80,
        toPort: 80,
        description: 'From a sibling that links to the service',
      });
      this.dependOn(ingress);
    }
    this.addProperties({ [linkProperty(sibling.name, queue ? 'worker' : 'public')]: queue?.url ?? sibling.url });
    // The address of an environment orders the two by itself; one that is there needs no order.
    if (sibling instanceof Service && (queue || sibling.address !== undefined)) this.dependOn(sibling.environment);
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
