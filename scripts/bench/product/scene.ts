import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, type Environment, previewStacks, type Ran, startEndpoint } from '../../demo/program';

/** An endpoint with a working copy of an application beside it, and our built command run there. */
export interface Scene {
  /** A temp folder, removed by `close`. */
  readonly folder: string;
  readonly endpoint: Endpoint;
  /** The variables that commands run with. */
  readonly env: Environment;
  /** Runs `preview-stacks` in a folder; fails unless it ends with 0. */
  must(cwd: string, ...args: string[]): Promise<Ran>;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-bench-'));
  const clean = cleanEnvironment(folder);
  const data = mkdtempSync(join(folder, 'data-'));
  const endpoint = await startEndpoint({ data, env: clean });
  const env = { ...clean, ...endpoint.variables };
  return {
    folder,
    endpoint,
    env,
    async must(cwd, ...args) {
      const ran = await previewStacks(args, { cwd, env });
      if (ran.code !== 0) throw new Error(`preview-stacks ${args.join(' ')} ended with ${ran.code}:\n${ran.stderr}`);
      return ran;
    },
    async close() {
      await endpoint.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No AWS account, no CI, and a place of our own for what the CDK's command line keeps. */
function cleanEnvironment(folder: string): Environment {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|CIRCLE|GITHUB|GIT|CDK)_|^CIRCLECI$|^CI$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    CDK_HOME: join(folder, 'cdk'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
