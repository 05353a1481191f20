import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as deploy } from '../../lib/cli/commands/every-day/deploy';
import { run as deployApplication } from '../../lib/cli/commands/set-up/deploy-application';
import { run as obey } from '../../lib/cli/commands/team/obey';
import type { SettingsLayer } from '../../lib/settings/settings';
import type { Commented } from '../fakes/github/event-files';
import { StandInGitHub } from '../fakes/stand-in-github';
import type { Started } from '../local/start';
import { commitAll, git, gitEnvironment } from '../machine/git/git-fixture';
import { SlackStandIn } from '../slack/slack-stand-in';
import { TerminalStandIn } from './terminal-stand-in';

export const job = 'https://ci.acme.dev/jobs/7';
const app = `require('node:http').createServer((ask, answer) => {
  console.log('asked for', ask.url);
  answer.end('here');
}).listen(process.env.PORT);\n`;

/** What became of a comment. */
export interface Asked {
  readonly id: number;
  readonly code: number;
  readonly said: readonly string[];
  readonly reactions: readonly (string | undefined)[];
}

/** Somebody who works on one branch, with a pull request on a GitHub and a Slack of their own. */
export class AnnouncedTeam {
  /**
   * @param preview what settings say of previews besides their domain
   * @param staging what they say of staging besides its host
   */
  static async open(
    local: Started,
    branch: string,
    preview: SettingsLayer = {},
    staging: SettingsLayer = {},
  ): Promise<AnnouncedTeam> {
    const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-announced-'));
    const team = new AnnouncedTeam(folder, branch, await StandInGitHub.start(), await SlackStandIn.start());
    const settings = {
      project: 'plain',
      github: team.github.fullName,
      base: {
        ...{ region: local.region, scheme: 'http', port: Number(new URL(local.endpoint).port) },
        ...{ database: 'none', fileStore: 'none' },
      },
      staging: { host: 'staging.localhost', ...staging },
      preview: { previewDomain: 'preview.localhost', ...preview },
    };
    commitAll(folder, {
      Procfile: 'web: node server.js\n',
      'server.js': app,
      'preview-stacks.config.json': JSON.stringify(settings),
    });
    git(folder, 'checkout', '--quiet', '-b', branch);
    return team;
  }

  terminal = new TerminalStandIn();
  /** With which the jobs of comments write. */
  answersAs = 'token';
  readonly pullRequest: number;

  private constructor(
    private readonly folder: string,
    readonly branch: string,
    readonly github: StandInGitHub,
    readonly slack: SlackStandIn,
  ) {
    this.pullRequest = github.openPullRequest(branch);
  }

  get head(): string {
    return git(this.folder, 'rev-parse', 'HEAD');
  }

  /** Bodies of the comments on the pull request. */
  get comments(): string[] {
    return this.github.comments(this.pullRequest).map(({ body }) => body);
  }

  /** Every state that each deployment had, oldest deployment first. */
  get states(): string[] {
    const deployments = this.github.deployments(`preview/${this.branch}`);
    return deployments.map(({ statuses }) => statuses.map(({ state }) => state).join(' '));
  }

  deployApplication(): Promise<number> {
    return deployApplication(this.invocation(), {});
  }

  /** Somebody commits and pushes, with a hostile message; CI deploys it with a terminal and a Slack that are empty. */
  deploy(options: Parameters<typeof deploy>[1] = {}): Promise<number> {
    git(this.folder, 'commit', '--quiet', '--allow-empty', '--message', 'Fixes #1 for @acme/all <b>`x`');
    this.github.push(this.branch, this.head);
    this.terminal = new TerminalStandIn();
    this.slack.posted.length = 0;
    return deploy(this.invocation(), options);
  }

  /** Somebody comments on the pull request, and the job of that comment runs on the default branch. Its lines are on a terminal of its own. */
  async ask(body: string, login = 'ann', more: Partial<Commented> = {}): Promise<Asked> {
    const { id, file } = this.github.commented({ login, body, number: this.pullRequest, ...more });
    const terminal = new TerminalStandIn();
    const code = await obey(
      {
        ...{ terminal, cwd: this.folder, signal: new AbortController().signal },
        env: {
          ...gitEnvironment,
          ...{ GITHUB_API_URL: this.github.url, GITHUB_TOKEN: this.answersAs, GITHUB_ACTIONS: 'true' },
          ...{ GITHUB_REF: 'refs/heads/main', GITHUB_SHA: '1'.repeat(40), GITHUB_ACTOR: login },
          ...{ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file },
        },
      },
      {},
    );
    return { id, code, said: terminal.results, reactions: this.github.reactions(id).map((one) => one.split(' ')[0]) };
  }

  async close(): Promise<void> {
    await this.slack.stop();
    await this.github.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Of CI, for any command. */
  invocation() {
    const { github, slack, branch } = this;
    return {
      terminal: this.terminal,
      cwd: this.folder,
      signal: new AbortController().signal,
      env: {
        ...gitEnvironment,
        ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN: 'token', SLACK_WEBHOOK_URL: slack.url },
        ...{ CIRCLECI: 'true', CIRCLE_BRANCH: branch, CIRCLE_SHA1: this.head },
        ...{ CIRCLE_BUILD_URL: job, CIRCLE_USERNAME: 'mona' },
      },
    };
  }
}
