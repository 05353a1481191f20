import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LocalServerOptions } from '../../lib/local/server';
import { type Environment, previewStacks, type Ran } from '../../scripts/demo/program';
import { type Started, start } from '../local/start';
import { refuseOldProgram } from './journey';

const root = resolve(__dirname, '..', '..');

/** The example of several services in a repository with a remote, and an endpoint to deploy it on. */
export interface ParcelsWorkshop {
  readonly endpoint: Started;
  git(...args: string[]): string;
  /** Replaces a text in a file of the working copy. */
  change(file: string, from: string, to: string): void;
  /** Runs our command as a user would. */
  previewStacks(...args: string[]): Promise<Ran>;
  /** The same with variables of its own. */
  previewStacksWith(variables: Environment, ...args: string[]): Promise<Ran>;
  close(): Promise<void>;
}

export async function openParcels(options: LocalServerOptions = {}): Promise<ParcelsWorkshop> {
  refuseOldProgram();
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-parcels-'));
  const endpoint = await start({ containerVariables: { PATH: '/nonexistent' }, ...options });
  const copy = join(folder, 'parcels');
  const remote = join(folder, 'remote.git');
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) => [
        [`GIT_${who}_NAME`, 'Test'],
        [`GIT_${who}_EMAIL`, 'test@example.com'],
      ]),
    ),
    AWS_ENDPOINT_URL: endpoint.endpoint,
    AWS_REGION: endpoint.region,
    AWS_ACCESS_KEY_ID: endpoint.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.credentials.secretAccessKey,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: '1',
  };
  const git = (...args: string[]) => execFileSync('git', args, { cwd: copy, env, encoding: 'utf8' }).trim();
  cpSync(join(root, 'examples', 'parcels'), copy, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { env });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', remote);
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  git('add', '.');
  git('commit', '--quiet', '-m', 'Parcels');
  git('push', '--quiet', '-u', 'origin', 'main');
  return {
    endpoint,
    git,
    change(file, from, to) {
      const path = join(copy, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    },
    previewStacks: (...args) => previewStacks(args, { cwd: copy, env }),
    previewStacksWith: (variables, ...args) => previewStacks(args, { cwd: copy, env: { ...env, ...variables } }),
    async close() {
      await endpoint.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
