import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PreviewError } from '../../errors';
import { isRecord } from '../../settings/layers/tree';
import type { Machine } from './instance-machine';
import { type Manager, type ManagerRun, runManager } from './manager';

export interface InstallRequest extends ManagerRun {
  readonly manager: Manager;
  /** The service, from the top of the copy; empty where it is the top. */
  readonly service: string;
  readonly machine: Machine;
}

/**
 * Installs the production dependencies of a service for another machine than this one. No script of a package runs: what it makes or downloads
 * would be for this machine. Afterwards `topIsWhole` says whether node_modules at the top holds what the service needs and nothing else.
 */
export async function installFor(request: InstallRequest): Promise<{ readonly topIsWhole: boolean }> {
  const { manager, service, machine } = request;
  const frozen = manager.lockFile !== undefined;
  const libc = machine.musl ? 'musl' : 'glibc';
  const alone = service === '';
  switch (manager.name) {
    case 'npm': {
      // https://docs.npmjs.com/cli/commands/npm-ci: os, cpu and libc since npm 10 (2026-11).
      const machineArgs = [
        `--os=${machine.os}`,
        `--cpu=${machine.cpu}`,
        ...(machine.os === 'linux' ? [`--libc=${libc}`] : []),
      ];
      await runManager(
        manager,
        [
          ...[frozen ? 'ci' : 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...machineArgs],
          ...(alone ? [] : [`--workspace=${service}`, '--include-workspace-root']),
        ],
        request,
      );
      return { topIsWhole: true };
    }
    case 'pnpm': {
      await supportPnpm(request.folder, machine);
      // A folder in braces is a path, whatever characters it has (https://pnpm.io/filtering, 2026-11).
      const filter = alone ? [] : [`--filter={./${service}}...`, '--filter={.}'];
      const lock = frozen ? '--frozen-lockfile' : '--no-frozen-lockfile';
      await runManager(manager, ['install', '--prod', lock, '--ignore-scripts', ...filter], request);
      return { topIsWhole: false };
    }
    case 'yarn':
      await yarnFocus(request, libc);
      return { topIsWhole: false };
    case 'yarn-classic':
      // It knows no other machine than this one, so that it takes the packages of all; those of others are left out afterwards.
      await runManager(
        manager,
        [
          ...[
            'install',
            '--production',
            '--ignore-scripts',
            '--ignore-platform',
            '--ignore-engines',
            '--non-interactive',
          ],
          ...(frozen ? ['--frozen-lockfile'] : []),
        ],
        request,
      );
      return { topIsWhole: alone };
    case 'bun': {
      const filter = alone ? [] : [`--filter=./${service}`];
      const machineArgs = [`--os=${machine.os}`, `--cpu=${machine.cpu}`, '--linker=hoisted'];
      const lock = frozen ? ['--frozen-lockfile'] : [];
      await runManager(
        manager,
        ['install', '--production', '--ignore-scripts', ...lock, ...machineArgs, ...filter],
        request,
      );
      return { topIsWhole: true };
    }
  }
}

/** In both places: pnpm 10 and later read their workspace's file, earlier ones package.json (https://pnpm.io/settings, 2026-11). */
async function supportPnpm(folder: string, { os, cpu, musl }: Machine): Promise<void> {
  const supportedArchitectures = { os: [os], cpu: [cpu], libc: [musl ? 'musl' : 'glibc'] };
  const { parse, stringify } = await import('yaml');
  const file = join(folder, 'pnpm-workspace.yaml');
  const before = readable(await textOf(file), parse);
  await writeFile(
    file,
    stringify({ ...before, supportedArchitectures, enableGlobalVirtualStore: false, nodeLinker: 'isolated' }),
  );
  const manifest = join(folder, 'package.json');
  const top = readable(await textOf(manifest), JSON.parse);
  const pnpm = isRecord(top.pnpm) ? top.pnpm : {};
  await writeFile(manifest, `${JSON.stringify({ ...top, pnpm: { ...pnpm, supportedArchitectures } }, undefined, 2)}\n`);
}

/** https://yarnpkg.com/configuration/yarnrc and https://yarnpkg.com/cli/workspaces/focus (2026-11). */
async function yarnFocus(request: InstallRequest, libc: string): Promise<void> {
  const { folder, service, machine, manager } = request;
  const { parse, stringify } = await import('yaml');
  const file = join(folder, '.yarnrc.yml');
  await writeFile(
    file,
    stringify({
      ...readable(await textOf(file), parse),
      ...{ nodeLinker: 'node-modules', enableScripts: false, enableTelemetry: false, enableImmutableInstalls: false },
      ...{ nmMode: 'classic', nmHoistingLimits: 'none' },
      supportedArchitectures: { os: [machine.os], cpu: [machine.cpu], libc: [libc] },
    }),
  );
  const lock = join(folder, 'yarn.lock');
  const before = await textOf(lock);
  await runManager(manager, ['workspaces', 'focus', '--production'], { ...request, folder: join(folder, service) });
  // Focus completes a lock file where it should refuse it.
  if (manager.lockFile === undefined || before === (await textOf(lock))) return;
  throw new PreviewError('dependencies-failed', 'yarn.lock does not fit the package.json files', {
    fault: 'user',
    hint: 'Run `yarn install` and commit yarn.lock.',
  });
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** What the package manager would refuse is left to it. */
function readable(text: string, parse: (text: string) => unknown): Record<string, unknown> {
  try {
    const value = parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
