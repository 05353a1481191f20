import { PreviewError } from '../../errors';
import { propertyNamespaces } from '../../facts/property-namespaces';
import { visible } from '../../text/visible';

type Json = Readonly<Record<string, unknown>>;

/** An environment of Beanstalk as the deployed template has it. */
export interface DeployedEnvironment {
  readonly logicalId: string;
  readonly environmentName: string;
  /** Logical id of the version that it runs. */
  readonly versionId: string;
  /** Key of the bundle of that version. */
  readonly bundleKey: string;
  readonly options: readonly Option[];
}

/** One option of Beanstalk; its value may be a function of CloudFormation. */
export interface Option {
  readonly Namespace: string;
  readonly OptionName: string;
  readonly Value: unknown;
}

/**
 * The environments of a deployed template, by their names. Read from the template alone: settings of a checkout may be those of another branch.
 *
 * @throws PreviewError `template-not-ours`
 */
export function environmentsIn(body: string): ReadonlyMap<string, DeployedEnvironment> {
  const resources = resourcesOf(body);
  const found = Object.entries(resources).flatMap(([logicalId, resource]) => {
    const { Type, Properties } = record(resource);
    if (Type !== 'AWS::ElasticBeanstalk::Environment') return [];
    const { EnvironmentName: environmentName, VersionLabel, OptionSettings } = record(Properties);
    const { Ref: versionId } = record(VersionLabel);
    const version = typeof versionId === 'string' ? record(resources[versionId]) : {};
    const bundleKey = record(record(version.Properties).SourceBundle).S3Key;
    if (typeof environmentName !== 'string' || typeof versionId !== 'string' || typeof bundleKey !== 'string') {
      throw notOurs(`its environment ${logicalId} does not name its bundle as ours do`);
    }
    const options = (Array.isArray(OptionSettings) ? OptionSettings : []).map(record).flatMap((option) => {
      const { Namespace, OptionName, Value } = option;
      return typeof Namespace === 'string' && typeof OptionName === 'string' ? [{ Namespace, OptionName, Value }] : [];
    });
    return [[environmentName, { logicalId, environmentName, versionId, bundleKey, options }] as const];
  });
  return new Map(found);
}

/** The value of an option, where it is a plain text. */
export function optionOf({ options }: DeployedEnvironment, namespace: string, name: string): string | undefined {
  const value = options.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value;
  return typeof value === 'string' ? value : undefined;
}

/** The commit that an environment is said to run. */
export function commitOf(environment: DeployedEnvironment): string | undefined {
  return optionOf(environment, propertyNamespaces.plain, commitProperty);
}

export const commitProperty = 'PREVIEW_STACKS_COMMIT';

/** The resources of a template. @throws PreviewError `template-not-ours` */
function resourcesOf(body: string): Json {
  try {
    return record(record(JSON.parse(body)).Resources);
  } catch {
    throw notOurs('it is not JSON');
  }
}

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function notOurs(because: string): PreviewError {
  return new PreviewError('template-not-ours', `The deployed template is not one of ours: ${because}`, {
    fault: 'world',
    hint: 'Deploy once more: that makes the template anew.',
  });
}

/** A service was asked for that the deployed template does not have. */
export function serviceUnknown(service: string, all: readonly string[]): PreviewError {
  return new PreviewError('service-unknown', `No service "${visible(service)}" is deployed here`, {
    fault: 'user',
    hint: `Those that are: ${all.join(', ')}.`,
  });
}
