import { environmentOutputs, serviceOutputs } from '../../facts/environment-outputs';
import { propertyNamespaces } from '../../facts/property-namespaces';
import { bundlePrefix } from '../../naming/bundle-key';
import { namesOf } from '../../naming/resource-names';
import { accessSecretProperties } from '../../settings/access/access-properties';
import type { AccessSettings } from '../../settings/access/access-settings';
import { completeService } from '../../settings/layers/complete';
import type { ResolvedSettings } from '../../settings/resolve';
import type { ServiceSettings } from '../../settings/settings';
import { commitOf, type DeployedEnvironment, environmentsIn, notOurs, optionOf } from './deployed-template';

/** A service as the deployed template has it. */
export interface RunningService {
  /** Content hash of its bundle. */
  readonly hash: string;
  /** Full SHA. */
  readonly commit: string;
  readonly environment: DeployedEnvironment;
}

/** By name. */
export type Running = Readonly<Record<string, RunningService>>;

/**
 * What a target runs, by the template that is deployed: records say what went well, and an interrupted deploy is in none.
 *
 * @throws PreviewError `template-not-ours`
 */
export function whatRuns(body: string, { project, target }: Pick<ResolvedSettings, 'project' | 'target'>): Running {
  const names = namesOf(project, target);
  const beginning = names.environmentName('');
  const folder = bundlePrefix(names.targetId);
  const services = [...environmentsIn(body).values()].flatMap((environment) => {
    const { environmentName, bundleKey } = environment;
    // An extension may make environments of its own.
    if (!environmentName.startsWith(beginning)) return [];
    const hash = /^([0-9a-f]{64})\.zip$/.exec(bundleKey.startsWith(folder) ? bundleKey.slice(folder.length) : '')?.[1];
    const commit = commitOf(environment);
    if (hash === undefined || commit === undefined) {
      throw notOurs(`its environment ${environmentName} does not say which bundle and commit it runs`);
    }
    return [[environmentName.slice(beginning.length), { hash, commit, environment }] as const];
  });
  if (services.length === 0) throw notOurs('it has no environment of this target');
  return Object.fromEntries(services);
}

/** The commit of the main service, or of the first where there is no `web`. */
export function mainCommit(running: Running): string {
  return (running.web ?? Object.values(running)[0])?.commit ?? '';
}

export function hashesOf(running: Running): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(running).map(([service, { hash }]) => [service, hash]));
}

/**
 * The settings with the services that are deployed, for those who wait for their health: the checkout may be of another branch, which has other
 * services.
 */
export function asDeployed(
  settings: ResolvedSettings,
  running: Running,
  outputs: Readonly<Record<string, string>>,
): ResolvedSettings {
  const services = Object.entries(running).map(([name, { environment }]): readonly [string, ServiceSettings] => {
    const own = settings.values.services[name] ?? completeService();
    const outputNames = serviceOutputs(name);
    const isWorker = outputs[outputNames.queueUrl] !== undefined;
    const kind = outputs[outputNames.url] !== undefined ? 'public' : isWorker ? 'worker' : 'internal';
    const path = optionOf(environment, 'aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath');
    return [name, { ...own, kind, healthPath: path ?? own.healthPath }];
  });
  const hasDatabase = outputs[environmentOutputs.databaseIdentifier] !== undefined;
  const { database } = settings.values;
  return {
    ...settings,
    values: {
      ...{ ...settings.values, services: Object.fromEntries(services), database: hasDatabase ? database : 'none' },
      access: { ...settings.values.access, ...askedBy(running) },
    },
  };
}

/** What the deployed environments ask for, whatever the settings of today say. */
function askedBy(running: Running): Pick<AccessSettings, 'password' | 'users'> {
  const secretOf = (name: string) =>
    Object.values(running)
      .map(({ environment }) => optionOf(environment, propertyNamespaces.secret, name))
      .find((arn) => arn !== undefined) ?? 'none';
  return { password: secretOf(accessSecretProperties.password), users: secretOf(accessSecretProperties.users) };
}
