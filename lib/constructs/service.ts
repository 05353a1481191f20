import { type CfnResource, Lazy } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnApplicationVersion, CfnEnvironment } from 'aws-cdk-lib/aws-elasticbeanstalk';
import { Construct } from 'constructs';
import type { ServiceRelease } from '../settings/facts';
import type { ServiceSettings } from '../settings/settings';
import { EnvironmentProperties } from './environment-properties';
import type { IamStatement } from './iam-statement';
import { InstanceRole } from './instance-role';
import { instanceStatements } from './instance-statements';
import { launchOptions } from './launch-options';
import { operationOptions } from './operation-options';
import { optionSettings } from './option-table';
import { listenerPort, type Route } from './route';
import { routeOptions } from './route-options';
import { secretStatements } from './secret-statements';

export interface ServiceProps {
  /** Name by which settings and errors call it, such as `web`. */
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly release: ServiceRelease;
  readonly route: Route;
  /** Beanstalk application. */
  readonly applicationName: string;
  /** 4 to 40 letters, digits and hyphens, unique in account and region. */
  readonly environmentName: string;
  readonly bundleBucket: string;
  /** The folder of the bundle bucket that the instances may read, with a slash at its end. */
  readonly bundlePrefix: string;
  readonly vpcId: string;
  readonly instanceSubnetIds: readonly string[];
  /** Where a balancer stands. */
  readonly publicSubnetIds: readonly string[];
  /** Instances have public addresses: without them their subnets need a NAT. */
  readonly publicAddresses: boolean;
  /** Role that Beanstalk acts under: nothing is created for us (trap T12). */
  readonly serviceRoleArn: string;
  /** Path of the instance role, with a slash at either end. */
  readonly rolePath: string;
  readonly permissionsBoundaryArn: string;
}

/** One public web service: a Beanstalk environment, the version that it runs, its role and its security groups. */
export class Service extends Construct {
  /** Escape hatch: the environment itself. */
  readonly environment: CfnEnvironment;
  readonly version: CfnApplicationVersion;
  /** The group of the instances: what they shall reach lets this one in. */
  readonly securityGroupId: string;
  readonly route: Route;
  private readonly properties: EnvironmentProperties;
  private readonly instanceRole: InstanceRole;

  /** @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`, `secret-arn-invalid` */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { settings, release, route } = props;
    this.route = route;
    this.properties = new EnvironmentProperties(props.name);
    this.instanceRole = new InstanceRole(this, 'Instance', {
      path: props.rolePath,
      permissionsBoundaryArn: props.permissionsBoundaryArn,
    });
    for (const statement of instanceStatements(this, props)) this.grant(statement);
    for (const statement of secretStatements(settings.secrets)) this.grant(statement);
    this.addProperties(settings.environment);
    this.addSecrets(settings.secrets);

    const balancerGroup = route.kind === 'load-balancer' ? this.balancerGroup(props.vpcId, route) : undefined;
    const group = this.instanceGroup(props.vpcId, balancerGroup?.attrGroupId);
    this.securityGroupId = group.attrGroupId;

    this.version = new CfnApplicationVersion(this, 'Version', {
      applicationName: props.applicationName,
      sourceBundle: { s3Bucket: props.bundleBucket, s3Key: release.bundleKey },
    });
    const options = optionSettings(
      routeOptions({ ...props, balancerSecurityGroupId: balancerGroup?.attrGroupId }),
      launchOptions({
        ...props,
        instanceProfileName: this.instanceRole.profile.ref,
        securityGroupId: this.securityGroupId,
      }),
      operationOptions(settings),
    );
    this.environment = new CfnEnvironment(this, 'Environment', {
      applicationName: props.applicationName,
      environmentName: props.environmentName,
      tier: { name: 'WebServer', type: 'Standard' },
      // Not SolutionStackName: a change of it replaces the environment, which a named one cannot survive (trap T10).
      platformArn: release.platformArn,
      versionLabel: this.version.ref,
      // An option left out keeps its old value (trap T11): all of them are always written.
      optionSettings: Lazy.any({ produce: () => [...options, ...optionSettings(this.properties.options())] }),
    });
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

  /** @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large` */
  addProperties(properties: Readonly<Record<string, string>>): void {
    this.properties.addPlain(properties);
  }

  /**
   * Properties whose values Beanstalk reads from Secrets Manager or SSM; grant the reading apart.
   *
   * @throws PreviewError `property-taken`, `property-name-invalid`, `properties-too-large`
   */
  addSecrets(arns: Readonly<Record<string, string>>): void {
    this.properties.addSecret(arns);
  }

  /** The environment is made after this resource and deleted before it. Of no use for what a property refers to: that is so anyway. */
  dependOn(resource: CfnResource): void {
    this.environment.addResourceDependency(resource);
  }

  private balancerGroup(vpcId: string, route: Route & { readonly kind: 'load-balancer' }): CfnSecurityGroup {
    const port = listenerPort(route.scheme);
    return new CfnSecurityGroup(this, 'BalancerSecurityGroup', {
      groupDescription: 'Balancer of a service',
      vpcId,
      securityGroupIngress: route.cidrs.map((cidr) => tcp(port, { cidrIp: cidr }, 'Who may reach the balancer')),
    });
  }

  private instanceGroup(vpcId: string, ownBalancerGroupId: string | undefined): CfnSecurityGroup {
    const { route } = this;
    const sources =
      route.kind === 'single-instance'
        ? route.cidrs.map((cidr) => tcp(80, { cidrIp: cidr }, 'Who may reach the instance'))
        : [
            tcp(
              80,
              {
                sourceSecurityGroupId:
                  route.kind === 'shared-load-balancer' ? route.balancer.securityGroupId : ownBalancerGroupId,
              },
              'From the balancer',
            ),
          ];
    return new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Instances of a service',
      vpcId,
      securityGroupIngress: sources,
    });
  }
}

function tcp(
  port: number,
  source: Pick<CfnSecurityGroup.IngressProperty, 'cidrIp' | 'sourceSecurityGroupId'>,
  description: string,
) {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port, ...source, description };
}
