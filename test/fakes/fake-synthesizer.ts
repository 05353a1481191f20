import { propertyNamespaces } from '../../lib/facts/property-namespaces';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { applicationNames, namesOf } from '../../lib/naming/resource-names';
import { stageOf } from '../../lib/naming/target';
import type {
  ApplicationInput,
  EnvironmentInput,
  Synthesizer,
  Template,
  TemplateAsset,
} from '../../lib/ports/synthesizer';
import { FaultSwitch } from './fault-switch';

/** Templates of one bucket (and one version and environment a service, as ours have them) that change when what is deployed changes. */
export class FakeSynthesizer implements Synthesizer {
  readonly faults = new FaultSwitch<'environment' | 'application'>();
  warnings: readonly string[] = [];
  /** Files that templates of environments name. */
  assets: readonly TemplateAsset[] = [];
  readonly environments: EnvironmentInput[] = [];
  readonly applications: ApplicationInput[] = [];

  async environment(input: EnvironmentInput, keep?: (asset: TemplateAsset) => Promise<void>): Promise<Template> {
    this.faults.trip('environment');
    this.environments.push(input);
    for (const asset of this.assets) await keep?.(asset);
    const { project } = input.settings;
    const services = Object.entries(input.releases).flatMap(([service, release]) => [
      [
        `Version${service}`,
        {
          Type: 'AWS::ElasticBeanstalk::ApplicationVersion',
          Properties: { SourceBundle: { S3Bucket: input.application.bundleBucket, S3Key: release.bundleKey } },
        },
      ],
      [
        `Service${service}`,
        {
          Type: 'AWS::ElasticBeanstalk::Environment',
          Properties: {
            ...{ platformArn: release.platformArn, VersionLabel: { Ref: `Version${service}` } },
            ...propertiesOf(input, service),
          },
        },
      ],
    ]);
    return {
      stackName: namesOf(project, input.target).stackName,
      body: JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, ...Object.fromEntries(services) } }),
      tags: ownershipTags({ project, repository: input.repository, target: input.target }),
      warnings: this.warnings,
    };
  }

  async application(input: ApplicationInput): Promise<Template> {
    this.faults.trip('application');
    this.applications.push(input);
    const { project, target } = input.settings;
    return {
      stackName: applicationNames(project, stageOf(target)).stackName,
      body: JSON.stringify({ Resources: { Bundles: { Type: 'AWS::S3::Bucket' } } }),
      tags: { project },
    };
  }
}

/** The name of the environment, and the properties that settings give it. */
function propertiesOf({ settings, target, commit }: EnvironmentInput, service: string) {
  const { environment = {}, secrets = {}, instances = { min: 1, max: 1 } } = settings.values.services[service] ?? {};
  const { routing } = settings.values;
  const options = (Namespace: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([OptionName, Value]) => ({ Namespace, OptionName, Value }));
  return {
    EnvironmentName: namesOf(settings.project, target).environmentName(service),
    OptionSettings: [
      ...options(propertyNamespaces.plain, { ...environment, PREVIEW_STACKS_COMMIT: commit }),
      ...options(propertyNamespaces.secret, secrets),
      ...options(
        'aws:elasticbeanstalk:environment',
        routing === 'single-instance'
          ? { EnvironmentType: 'SingleInstance' }
          : { EnvironmentType: 'LoadBalanced', LoadBalancerIsShared: String(routing === 'shared-load-balancer') },
      ),
      ...options('aws:autoscaling:asg', { MinSize: String(instances.min), MaxSize: String(instances.max) }),
      ...options('aws:autoscaling:updatepolicy:rollingupdate', { RollingUpdateEnabled: 'true' }),
    ],
  };
}
