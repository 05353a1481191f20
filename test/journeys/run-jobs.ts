import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, type Ran, run } from '../../scripts/demo/program';
import type { JobStep, RunningJob } from '../init/commands-of-jobs';
import type { Team } from './team';

/** What the CI says to a job about the push, the deletion or the hour. */
export interface CiRun {
  readonly provider: 'circleci' | 'github-actions';
  readonly branch: string;
  readonly commit: string;
  /** Number of the one that was opened. @default none was */
  readonly pullRequest?: number;
}

export interface RanScript {
  readonly job: string;
  readonly script: string;
  readonly ran: Ran;
}

/**
 * Runs the scripts of generated jobs one after the other as the CI would: each job in a checkout of its own, what one keeps for the others
 * handed on. Steps of the CI's own are what it stands for: the checkout is there, and so are the credentials of the role. The first script
 * that fails ends it.
 */
export async function runJobs(team: Team, jobs: readonly RunningJob[], ci: CiRun): Promise<RanScript[]> {
  const done: RanScript[] = [];
  const kept = join(team.folder, '..', `kept-${ci.commit}`);
  for (const job of jobs) {
    const checkout = await team.checkout(ci.branch);
    for (const step of job.steps) {
      hand(step, checkout, kept);
      // `npm ci`: what it would install is there already.
      if (step.kind === 'own' || step.name === 'Install') continue;
      const env = {
        ...team.variables,
        ...variablesOf(ci, join(checkout, '..', `event-${ci.commit}.json`)),
        ...expressions(job.environment),
        ...expressions(step.environment),
      };
      const ran = await run('bash', ['-e', '-o', 'pipefail', '-c', step.text], {
        cwd: join(checkout, step.folder),
        env,
      });
      done.push({ job: job.name, script: step.text, ran });
      if (ran.code !== 0) return done;
    }
  }
  return done;
}

/** Keeps a folder for later jobs, or brings it. */
function hand({ text, with: given }: JobStep, checkout: string, kept: string): void {
  const name = text.replace(/@.*/, '');
  const bundles = '.preview-stacks/bundles';
  if (name === 'persist_to_workspace' || name === 'actions/upload-artifact') {
    const path =
      given.root === undefined ? String(given.path) : join(String(given.root), String([given.paths].flat()[0]));
    if (path !== bundles) throw new Error(`${path} is kept, not ${bundles}`);
    cpSync(join(checkout, path), kept, { recursive: true });
  }
  if (name === 'attach_workspace' || name === 'actions/download-artifact') {
    if (!existsSync(kept)) throw new Error('nothing was kept for this job');
    mkdirSync(join(checkout, bundles), { recursive: true });
    cpSync(kept, join(checkout, bundles), { recursive: true });
  }
}

function variablesOf({ provider, branch, commit, pullRequest }: CiRun, eventFile: string): Environment {
  if (provider === 'circleci') {
    return {
      CI: 'true',
      CIRCLECI: 'true',
      CIRCLE_BRANCH: branch,
      CIRCLE_SHA1: commit,
      CIRCLE_USERNAME: 'ada',
      CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/shop/42',
    };
  }
  const head = { ref: branch, sha: commit, repo: { full_name: 'acme/shop' } };
  if (pullRequest !== undefined) writeFileSync(eventFile, JSON.stringify({ pull_request: { head } }));
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...(pullRequest === undefined
      ? { GITHUB_REF: `refs/heads/${branch}` }
      : { GITHUB_REF: `refs/pull/${pullRequest}/merge`, GITHUB_HEAD_REF: branch, GITHUB_EVENT_PATH: eventFile }),
    GITHUB_SHA: commit,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_ACTOR: 'ada',
  };
}

/** Variables of a step whose value is an expression come from the CI; here the team has them already, or they are empty. */
function expressions(environment: Readonly<Record<string, string>>): Environment {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      if (!value.includes('{{')) return [[name, value]];
      return value.includes('secrets.') ? [[name, '']] : [];
    }),
  );
}
