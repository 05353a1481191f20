import { partitionOf } from '../naming/partition';
import type { SettingsFile } from '../settings/settings';
import type { Choices } from './ask/choices';
import type { AppKind } from './look/frameworks/framework';
import type { RepositoryFacts } from './look/repository-facts';
import { buildOf, type FirstService, servicesOf } from './services';

/** Platform of a Beanstalk environment, by the way an application runs. */
const platforms: Readonly<Record<AppKind, string>> = { node: 'nodejs-22', python: 'python-3.13', docker: 'docker' };

/** Branch whose push promotes to production; undefined where the default branch has that name already. */
export function productionBranch(facts: RepositoryFacts): string | undefined {
  return facts.defaultBranch === 'production' ? undefined : 'production';
}

/** Name of the ECR repository that CI pushes images to, which must have two characters: a project may have one. */
export function imageName({ project }: Choices): string {
  return `${project}/web`;
}

/** The same with its registry. */
export function imageRepository(choices: Choices): string {
  const { account = '', region } = choices;
  return `${account}.dkr.ecr.${region}.${partitionOf(region).suffix}/${imageName(choices)}`;
}

/**
 * The first settings of a team: the same that the written file gives, so that they can be checked before it is written.
 * Hosts of staging and production are reserved words under the domain of the previews, so that one zone holds them all.
 */
export function firstSettings(choices: Choices, facts: RepositoryFacts): SettingsFile {
  const { project, account, region, address, github } = choices;
  const ci = trustedCi(choices);
  const production = productionBranch(facts);
  return {
    project,
    ...(github !== undefined && { github }),
    ...(github === undefined && facts.remote !== undefined && facts.remote !== 'origin' && { remote: facts.remote }),
    base: {
      ...(account !== undefined && { account }),
      region,
      ...(address.scheme === 'http' && { scheme: 'http' as const }),
      ...(address.port !== undefined && { port: address.port }),
      services: Object.fromEntries(
        servicesOf(choices, facts).map((service) => [service.name, serviceSettings(service, choices, facts)]),
      ),
      database: databaseSettings(facts),
      ...(!facts.stores.fileStore && { fileStore: 'none' as const }),
      ...(seedCommand(facts) !== undefined && { seed: { service: 'web', command: seedCommand(facts) } }),
      ...(ci && { ci: { ...ci, ...(choices.artifact === 'image' && { imageRepositories: [imageName(choices)] }) } }),
    },
    staging: { branch: facts.defaultBranch, host: `staging.${address.domain}`, ...(ci && { control: {} }) },
    ...(production !== undefined && {
      production: {
        branch: production,
        host: `www.${address.domain}`,
        // Production shares staging's account, which can have one identity provider for each CI.
        ...(ci && { ci: { createProvider: false, ...(choices.artifact === 'image' && { imageRepositories: [] }) } }),
      },
    }),
    preview: { previewDomain: address.domain, ...(address.local && { cleanup: { graceMinutes: 0 } }) },
  } as SettingsFile;
}

function databaseSettings({ stores: { database, names, url } }: RepositoryFacts) {
  if (database === 'none') return database;
  const own = Object.keys(names).length > 0;
  return { engine: database, ...url, ...(own && { environment: { DATABASE_URL: 'url' as const, ...names } }) };
}

/** The CI whose jobs the roles trust; undefined while nothing distinguishes them from others' jobs. */
export function trustedCi({ ci, github, circleci }: Choices) {
  if (github === undefined) return undefined;
  if (ci.includes('circleci') && circleci) return { provider: 'circleci' as const, ...circleci };
  return ci.includes('github-actions') ? { provider: 'github-actions' as const } : undefined;
}

/** Whether there is a role for what people ask for: by the settings that are there, else by the first ones. */
export function actsForPeople(choices: Choices, { settings }: RepositoryFacts): boolean {
  return choices.github !== undefined && (settings?.control ?? trustedCi(choices) !== undefined);
}

function seedCommand({ app, apps }: RepositoryFacts): string | undefined {
  return apps.length === 0 && app.scripts.includes('seed') ? 'npm run seed' : undefined;
}

function serviceSettings(service: FirstService, choices: Choices, facts: RepositoryFacts) {
  const build = buildOf(service, facts);
  const { app, plan, kind, folder } = service;
  return {
    platform: platforms[kind],
    ...(folder !== '' && { folder }),
    healthPath: app.healthPath.path,
    ...(build && { build, buildOutput: app.buildOutput }),
    ...(plan?.environment && { environment: plan.environment }),
    ...(choices.artifact === 'image' && {
      image: `${imageRepository(choices)}@sha256:${'0'.repeat(64)}`,
      containerPort: plan?.port ?? 8080,
    }),
  };
}
