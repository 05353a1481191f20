import type { Choices } from './ask/choices';
import type { AppFacts } from './look/app-facts';
import type { AppKind, FrameworkPlan } from './look/frameworks/framework';
import type { RepositoryFacts } from './look/repository-facts';

/** A service as `init` proposes it. */
export interface FirstService {
  readonly name: string;
  /** From the folder of the settings; empty where it is that folder. */
  readonly folder: string;
  readonly kind: AppKind;
  readonly app: AppFacts;
  /** @default no framework was recognised */
  readonly plan?: FrameworkPlan;
  /** What its Procfile must say after `web:`. @default there is one, or none is needed or known */
  readonly procfile?: string;
  /** Whether the bundle gets its dependencies, so that the instance installs nothing. */
  readonly packed: boolean;
  /** Packages of the repository that npm on the instance cannot install. */
  readonly ownPackages: readonly string[];
}

/** One service, or one for each application of a monorepo. */
export function servicesOf(choices: Choices, facts: RepositoryFacts): FirstService[] {
  if (choices.services === 'each-app') {
    return facts.apps.map(({ service, folder, app, packed, ownPackages }) =>
      firstService(service, folder, app.kinds[0] ?? 'node', app, { packed, ownPackages }),
    );
  }
  return [firstService('web', '', choices.app, facts.app, facts)];
}

function firstService(
  name: string,
  folder: string,
  kind: AppKind,
  app: AppFacts,
  { packed, ownPackages }: Pick<FirstService, 'packed' | 'ownPackages'>,
): FirstService {
  const plan = app.plans.find((one) => one.kind === kind);
  const start = kind === 'node' ? app.start.procfile : plan?.start;
  return {
    ...{ name, folder, kind, app, packed, ownPackages: kind === 'node' && !packed ? ownPackages : [] },
    ...(plan && { plan }),
    ...(!app.procfile && start !== undefined && { procfile: start }),
  };
}

/** The command that builds a service, as a list of arguments; it runs in the service's folder. */
export function buildOf({ folder, kind, app, plan }: FirstService, facts: RepositoryFacts): string[] | undefined {
  if (kind !== 'node' || !app.scripts.includes('build')) return undefined;
  const words = folder === '' ? app.packages.run('build').split(' ') : workspaceBuild(app, facts);
  const after = plan?.afterBuild ?? [];
  return after.length === 0 ? words : ['sh', '-c', [words.join(' '), ...after].join(' && ')];
}

/** In a monorepo, what builds the packages first that the app stands on. */
function workspaceBuild({ name, packages }: AppFacts, { runner }: RepositoryFacts): string[] {
  const plain = packages.run('build').split(' ');
  // A name that a shell or a filter could take for something else stays out of commands.
  if (name === undefined || !/^(?:@[\w.-]+\/)?[\w.-]+$/.test(name)) return plain;
  // https://turborepo.com/docs/reference/run, https://nx.dev/nx-api/nx/documents/run, https://pnpm.io/filtering (2026-11).
  if (runner === 'turbo') return [...packages.execute.split(' '), 'turbo', 'run', 'build', `--filter=${name}`];
  if (runner === 'nx') return [...packages.execute.split(' '), 'nx', 'run', `${name}:build`];
  return packages.name === 'pnpm' ? ['pnpm', '--filter', `${name}...`, 'run', 'build'] : plain;
}
