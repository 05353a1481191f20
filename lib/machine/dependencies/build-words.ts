import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PreviewError } from '../../errors';
import type { ServiceSettings } from '../../settings/settings';
import { runProgram } from '../run-program';
import { decideDependencies, managerFor } from './decide-dependencies';
import { brought, commandOf, launcher, type ManagerName } from './manager';

const managers: readonly string[] = ['pnpm', 'yarn', 'bun'] satisfies ManagerName[];

/**
 * The words of a service's `build` as this machine runs them: a package manager that is not on the PATH is brought by npm, in the version that
 * `packageManager` of package.json names.
 *
 * @throws PreviewError `package-manager-missing`
 */
export async function buildWords(
  { build = [], folder }: Pick<ServiceSettings, 'build' | 'folder'>,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const [program, ...args] = build;
  if (program === undefined || !managers.includes(program)) return build;
  const at = await realpath(resolve(root, folder)).catch(() => undefined);
  // A folder that is missing is for the packer to say.
  if (at === undefined || (await starts(program, at, environment))) return build;
  const { manager } = await managerFor(at, environment);
  const own = commandOf(manager) === program ? manager : { name: program as ManagerName };
  return [...brought(own, `the build \`${build.join(' ')}\` needs ${program}, and it is not here`), ...args];
}

/**
 * Looks whether the package managers are at hand that a service is built and packed with.
 *
 * @throws PreviewError `package-manager-missing`
 */
export async function lookForManagers(
  service: ServiceSettings,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  if (service.bundle !== undefined || service.image !== undefined) return;
  await buildWords(service, root, environment);
  const decision = await decideDependencies(service, root, environment);
  if (decision?.how !== 'packed' || decision.language !== 'node') return;
  await launcher(decision.manager, { folder: decision.top, environment });
}

/** What a program answers is its own affair: one that refuses says why when it builds. */
async function starts(program: string, cwd: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  return runProgram(program, ['--version'], { cwd, environment }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof PreviewError && error.code === 'program-missing') return false;
      throw error;
    },
  );
}
