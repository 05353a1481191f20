import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommonOptions } from '../../../../lib/cli/command';
import { load, type NamedCommand } from '../../../../lib/cli/command-table';
import { programOf } from '../../../../lib/cli/main';
import { pointSdkAt } from '../../../aws/aws-environment';
import { TerminalStandIn } from '../../../cli/terminal-stand-in';
import { StandInGitHub } from '../../../fakes/stand-in-github';
import { type Started, start } from '../../../local/start';
import { commitAll, git, gitEnvironment, write } from '../../../machine/git/git-fixture';
import type { Statement } from './may';
import type { Place } from './needs-of';

const server = `
require('node:http').createServer((asked, answer) => answer.end('well')).listen(process.env.PORT, '127.0.0.1');
`;

/** The whole program in this process: a repository with a remote, and an endpoint that it deploys to. */
export interface ProgramWorld {
  readonly local: Started;
  readonly folder: string;
  readonly place: Place;
  /** Runs a command: its exit code, or the code of the error that it ended with, what it said, and its result as printed. */
  run(...args: string[]): Promise<{ readonly code: string | number; readonly said: string; readonly printed: string }>;
  /** An admin comments on the pull request of a branch, and the job of that comment does what it asks for. */
  comment(branch: string, body: string): ReturnType<ProgramWorld['run']>;
  /** The statements of a role of the application stacks, those of its policies included, or of a policy for people. */
  statements(role: string): readonly Statement[];
  /** Commits these files to a new branch and pushes it. */
  branch(name: string, files?: Readonly<Record<string, string>>): void;
  /** Commits these files to the branch that is checked out and pushes it. */
  commit(message: string, files: Readonly<Record<string, string>>): void;
  /** Moves the clock of AWS, not that of this machine. */
  pass(hours: number): void;
  close(): Promise<void>;
}

export const apps = { well: server, sick: 'console.log("waiting"); setInterval(() => {}, 1000);' };

export async function openProgram(): Promise<ProgramWorld> {
  // One app of these stories never gets healthy: four seconds are patience enough.
  let aheadMs = 0;
  const local = await start({ startDeadlineMs: 4000, now: () => Date.now() + aheadMs });
  // Roles for CI are made for a repository that GitHub tells the numbers of: no test asks the real one.
  const github = await StandInGitHub.start();
  // In a public one `/preview logs` reads none.
  github.visibility = 'private';
  pointSdkAt(local.endpoint);
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-calls-'));
  const remote = join(folder, 'remote.git');
  const copy = join(folder, 'copy');
  const settings = settingsFor(local);
  const ci = { provider: 'github-actions' };
  git(tmpdir(), 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  write(copy, {});
  write(copy, { 'preview-stacks.config.json': JSON.stringify(settings) });
  commitAll(copy, { Procfile: 'web: node server.js\n', 'server.js': server });
  git(copy, 'remote', 'add', 'origin', remote);
  git(copy, 'push', '--quiet', 'origin', 'HEAD');
  // Roles for CI are made for a repository on GitHub; the branches are those of the remote beside.
  const withGitHub = join(folder, 'with-github.json');
  writeFileSync(
    withGitHub,
    JSON.stringify({
      // Branches are deployed with settings that name no repository.
      ...{ ...settings, github: 'acme/shop', formerly: [`file:${join(folder, 'remote')}`] },
      ...{ base: { ...settings.base, ci }, production: { ...settings.production, ci: { createProvider: false } } },
      staging: { ...settings.staging, control: {} },
    }),
  );

  const runWith = async (variables: Readonly<Record<string, string>>, args: readonly string[]) => {
    const chosen: { command?: NamedCommand; options?: CommonOptions; words?: readonly string[] } = {};
    const program = programOf((command, options, words) => Object.assign(chosen, { command, options, words }));
    await program.parseAsync([...args], { from: 'user' });
    const terminal = new TerminalStandIn();
    const env = { ...gitEnvironment, HOME: folder, GITHUB_API_URL: github.url, ...variables };
    const invocation = { terminal, env, cwd: copy, signal: new AbortController().signal };
    try {
      const { command, options = {}, words = [] } = chosen;
      const code = command ? await load(command)(invocation, options, words) : 1;
      return { code, said: terminal.lines.join('\n'), printed: terminal.results.join('\n') };
    } catch (error) {
      return { code: (error as { code?: string }).code ?? 'unexpected', said: String(error), printed: '' };
    }
  };
  const run: ProgramWorld['run'] = (...args) => runWith({}, args);
  for (const stage of ['staging', 'production']) {
    const { code, said } = await run('deploy-application', '--target', stage, '--config', withGitHub);
    if (code !== 0) throw new Error(`deploy-application of ${stage} ended with ${code}: ${said}`);
  }
  const { region, accountId, world } = local;
  const commit: ProgramWorld['commit'] = (message, files) => {
    write(copy, files);
    git(copy, 'add', '--all');
    git(copy, 'commit', '--quiet', '--allow-empty', '--message', message);
    git(copy, 'push', '--quiet', 'origin', 'HEAD');
    github.push(git(copy, 'branch', '--show-current'), git(copy, 'rev-parse', 'HEAD'));
  };
  const pullRequests = new Map<string, number>();
  return {
    local,
    folder,
    place: { region, accountId, tagsOf: (id) => tagsOf(local, id) },
    run,
    comment(branch, body) {
      const number = pullRequests.get(branch) ?? github.openPullRequest(branch);
      pullRequests.set(branch, number);
      github.roles.set('ann', 'admin');
      const { file } = github.commented({ login: 'ann', body, number });
      const job = { GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'token', GITHUB_ACTOR: 'ann', GITHUB_REF: 'refs/heads/main' };
      const event = { GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file, GITHUB_SHA: '1'.repeat(40) };
      return runWith({ ...job, ...event }, ['obey', '--json', '--config', withGitHub]);
    },
    statements(name) {
      const { inline = {}, managedPolicyArns = [] } = world.roles.role(name) ?? {};
      const policies = world.roles
        .managedPolicies()
        .filter((policy) => managedPolicyArns.includes(policy.arn) || policy.name === name);
      const documents = [...Object.values(inline), ...policies.map(({ document }) => document)];
      return (documents as { Statement: Statement[] }[]).flatMap(({ Statement: all }) => all);
    },
    branch(name, files = {}) {
      git(copy, 'switch', '--quiet', '-c', name, 'main');
      commit(name, files);
    },
    commit,
    pass(hours) {
      aheadMs += hours * 3_600_000;
    },
    async close() {
      await Promise.all([local.stop(), github.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything of a service that a deploy can touch, and nothing that takes long to start. */
function settingsFor({ region, port }: Started) {
  return {
    project: 'shop',
    base: {
      ...{ region, scheme: 'http', port, database: 'none', healthTimeoutMinutes: 0.1 },
      services: { web: { platform: 'nodejs-22' } },
      seed: { command: 'echo seeded' },
    },
    production: { host: 'www.localhost' },
    staging: { host: 'staging.localhost' },
    preview: { previewDomain: 'preview.localhost', cleanup: { graceMinutes: 0, maxShare: 1 } },
  };
}

function tagsOf({ world }: Started, instanceId: string): Readonly<Record<string, string>> {
  const holds = ({ instances }: { instances: readonly { id: string }[] }) =>
    instances.some(({ id }) => id === instanceId);
  return world.beanstalk.environments().find(holds)?.tags ?? {};
}
