import { asciiJson } from '../../text/ascii-json';
import { type DeployedEnvironment, environmentsIn, notOurs, type Option, record } from './deployed-template';

/** What becomes different in one environment of a deployed template; all else stays as it is. */
export interface Revision {
  /** Key of another bundle in the same bucket. @default the same bundle */
  readonly bundleKey?: string;
  /** Options that get these values; one that is missing is added. @default none */
  readonly options?: readonly (Omit<Option, 'Value'> & { readonly Value: string })[];
}

/** A resource that may change with a revision. */
export interface MayChange {
  readonly properties: readonly string[];
  /** Whether it may be made anew. */
  readonly mayBeReplaced: boolean;
}

export interface RevisedTemplate {
  readonly body: string;
  /** By logical id: all that may differ afterwards, besides what follows from it. */
  readonly mayChange: ReadonlyMap<string, MayChange>;
}

/**
 * The deployed template with other bundles or options: never a new synth, which would bring the settings and the extension of whatever is checked
 * out.
 *
 * @param revisions by the name of the environment
 * @throws PreviewError `template-not-ours`
 */
export function reviseTemplate(body: string, revisions: ReadonlyMap<string, Revision>): RevisedTemplate {
  const environments = environmentsIn(body);
  const template = record(JSON.parse(body));
  const resources: Record<string, unknown> = { ...record(template.Resources) };
  const mayChange = new Map<string, MayChange>();
  for (const [environmentName, { bundleKey, options = [] }] of revisions) {
    const environment = environments.get(environmentName);
    if (environment === undefined) throw notOurs(`it has no environment ${environmentName}`);
    const { logicalId, versionId } = environment;
    if (bundleKey !== undefined && bundleKey !== environment.bundleKey) {
      resources[versionId] = withProperties(resources[versionId], ({ SourceBundle }) => ({
        SourceBundle: { ...record(SourceBundle), S3Key: bundleKey },
      }));
      // Another bundle is another version (trap T19), whose label the environment takes.
      mayChange.set(versionId, { properties: ['SourceBundle'], mayBeReplaced: true });
    }
    if (options.length > 0) {
      const OptionSettings = withOptions(environment, options);
      resources[logicalId] = withProperties(resources[logicalId], () => ({ OptionSettings }));
    }
    mayChange.set(logicalId, { properties: ['OptionSettings', 'VersionLabel'], mayBeReplaced: false });
  }
  return { body: asciiJson(JSON.stringify({ ...template, Resources: resources })), mayChange };
}

function withProperties(resource: unknown, change: (properties: Readonly<Record<string, unknown>>) => object): object {
  const before = record(resource);
  const properties = record(before.Properties);
  return { ...before, Properties: { ...properties, ...change(properties) } };
}

function withOptions({ options }: DeployedEnvironment, wanted: readonly Option[]): readonly Option[] {
  const is = (one: Option) => (other: Option) =>
    one.Namespace === other.Namespace && one.OptionName === other.OptionName;
  const changed = options.map((option) => wanted.find(is(option)) ?? option);
  return [...changed, ...wanted.filter((option) => !options.some(is(option)))];
}
