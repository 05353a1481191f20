import { parse } from 'yaml';
import { type CiEvent, inOrder, type JobStep, type RunningJob } from './commands-of-jobs';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, { readonly 'branches-ignore'?: readonly string[] } | null>>;
  readonly defaults?: { readonly run: { readonly 'working-directory': string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

const names = {
  push: 'push',
  delete: 'delete',
  schedule: 'schedule',
  dispatch: 'workflow_dispatch',
  'pull-request': 'pull_request',
  'merge-group': 'merge_group',
  comment: 'issue_comment',
} as const;

/** The jobs that GitHub runs for an event, as the workflow says: by its triggers, and each by its `if` and what it needs. */
export function githubJobsOf(text: string, event: CiEvent): RunningJob[] {
  const workflow = parse(text) as Workflow;
  if (!(names[event.event] in workflow.on)) return [];
  const ignored = event.event === 'push' ? (workflow.on.push?.['branches-ignore'] ?? []) : [];
  if (ignored.some((pattern) => starred(pattern).test(event.branch))) return [];
  const started = new Map(
    Object.entries(workflow.jobs)
      .filter(([, job]) => job.if === undefined || holds(job.if, event))
      .map(([name, job]) => [name, { name, job }] as const),
  );
  const needs = ({ job }: { readonly job: Job }) => [job.needs ?? []].flat();
  return inOrder(started, needs)
    .filter((entry) => needs(entry).every((name) => started.has(name)))
    .map(({ name, job }) => ({
      name,
      environment: job.env ?? {},
      steps: job.steps.map((step) => stepOf(step, workflow.defaults?.run['working-directory'] ?? '')),
    }));
}

function stepOf({ name, uses, run, with: given = {}, env = {} }: Step, folder: string): JobStep {
  const common = { ...(name !== undefined && { name }), environment: env, folder, with: given };
  return run === undefined ? { ...common, kind: 'own', text: uses ?? '' } : { ...common, kind: 'script', text: run };
}

/** GitHub's expressions, as far as our files use them: texts are compared without regard to case. */
function holds(expression: string, event: CiEvent): boolean {
  const { branch, actor = 'somebody', repository = 'acme/shop', refType = 'branch', head = repository } = event;
  const written = event.comment;
  const { fork = repository !== 'acme/shop' } = event;
  const merge = event.event === 'pull-request';
  const github = {
    ...{ repository, actor, ref_name: merge ? '7/merge' : branch, ref_type: 'branch', event_name: names[event.event] },
    head_ref: merge ? branch : '',
    event: {
      pull_request: { head: { repo: { full_name: head } } },
      ref_type: refType,
      repository: fork === 'unknown' ? {} : { fork, default_branch: 'main', private: written?.private ?? false },
      issue: written?.onPullRequest === false ? {} : { pull_request: {} },
      comment: {
        body: written?.body ?? '',
        author_association: written?.association ?? 'MEMBER',
        user: { type: written?.bot ? 'Bot' : 'User' },
      },
    },
  };
  const lower = JSON.parse(JSON.stringify(github).toLowerCase()) as unknown;
  const script = expression.toLowerCase().replaceAll('==', '===').replaceAll('!=', '!==').replaceAll('!====', '!==');
  return Boolean(
    new Function('github', 'endswith', 'startswith', 'contains', 'fromjson', 'tojson', `return (${script});`)(
      lower,
      (a: string, b: string) => a.endsWith(b),
      (a: string, b: string) => a.startsWith(b),
      (a: string | readonly string[], b: string) => a.includes(b),
      JSON.parse,
      // GitHub's null for what is not there.
      (value: unknown) => JSON.stringify(value ?? null),
    ),
  );
}

function starred(pattern: string): RegExp {
  const escaped = pattern.split('**').map((part) => part.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}
