import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, type Environment, packageRoot, type Ran, run, startEndpoint } from '../../scripts/demo/program';
import { StandInGitHub } from '../fakes/stand-in-github';

const app = {
  'package.json': JSON.stringify({
    name: 'shop',
    private: true,
    scripts: { start: 'node server.js', test: 'node --test' },
  }),
  'package-lock.json': '{}',
  'server.js': `
const { createServer } = require('node:http');
createServer((request, response) => response.end(\`Hello from \${process.env.PREVIEW_STACKS_TARGET}\`)).listen(process.env.PORT);
`,
  'server.test.js': `
const { test } = require('node:test');
test('one and one', () => require('node:assert').equal(1 + 1, 2));
`,
  '.gitignore': 'node_modules\n',
};

const bot = 'journey-token';

/** A team that has a repository with an app, nothing of ours, and a GitHub of its own beside the embedded endpoint. */
export interface Team {
  readonly endpoint: Endpoint;
  readonly github: StandInGitHub;
  /** The working copy of a person. */
  readonly folder: string;
  /** Variables of a job, or of the person. */
  readonly variables: Environment;
  git(...args: readonly string[]): Promise<string>;
  /** `npx preview-stacks …` in the working copy. */
  program(...args: readonly string[]): Promise<Ran>;
  /** Commits everything on this branch and tells GitHub; the commit. */
  push(branch: string, message: string): Promise<string>;
  /** A fresh clone of what is pushed, as a job of CI has it, with our program installed. */
  checkout(branch: string): Promise<string>;
  close(): Promise<void>;
}

export async function openTeam(): Promise<Team> {
  const top = mkdtempSync(join(tmpdir(), 'preview-stacks-team-'));
  const own: Environment = {
    PATH: process.env.PATH,
    HOME: top,
    AWS_EC2_METADATA_DISABLED: 'true',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    ...authorOf('Ada'),
  };
  const github = await StandInGitHub.start();
  github.signIn(bot, 'preview-bot');
  const endpoint = await startEndpoint({ data: mkdirIn(top, 'aws'), env: own });
  const variables = {
    ...own,
    ...endpoint.variables,
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: bot,
    // What is installed stands beside: nothing asks a registry.
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  const folder = mkdirIn(top, 'shop');
  const gitIn = async (cwd: string, ...args: readonly string[]) => {
    const ran = await run('git', args, { cwd, env: own });
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout.trim();
  };
  for (const [name, text] of Object.entries(app)) writeFileSync(join(folder, name), text);
  await gitIn(folder, 'init', '--quiet', '--initial-branch=main');
  await gitIn(folder, 'remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  await gitIn(folder, 'add', '.');
  await gitIn(folder, 'commit', '--quiet', '-m', 'A shop');
  install(folder);

  let clones = 0;
  return {
    endpoint,
    github,
    folder,
    variables,
    git: (...args) => gitIn(folder, ...args),
    program: (...args) => run('npx', ['preview-stacks', ...args], { cwd: folder, env: variables }),
    push: async (branch, message) => {
      await gitIn(folder, 'add', '.');
      await gitIn(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
      const commit = await gitIn(folder, 'rev-parse', 'HEAD');
      github.push(branch, commit);
      return commit;
    },
    checkout: async (branch) => {
      clones += 1;
      const clone = join(top, `clone-${clones}`);
      await gitIn(top, 'clone', '--quiet', '--branch', branch, folder, clone);
      install(clone);
      return clone;
    },
    close: async () => {
      await endpoint.stop();
      await github.stop();
      rmSync(top, { recursive: true, force: true });
    },
  };
}

/** What `npm install` of the program would leave behind. */
function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(packageRoot, join(modules, 'preview-stacks'), 'junction');
  const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
  writeFileSync(join(modules, '.bin', 'preview-stacks'), `#!/bin/sh\nexec node '${program}' "$@"\n`, { mode: 0o755 });
}

function authorOf(name: string): Environment {
  const mail = `${name.toLowerCase()}@example.com`;
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: mail };
}

function mkdirIn(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
}
