import { parse } from 'yaml';
import { type CiEvent, inOrder, type JobStep, type RunningJob } from './commands-of-jobs';

type Dictionary<T = unknown> = Readonly<Record<string, T>>;
type Branches = { readonly only?: string | string[]; readonly ignore?: string | string[] };
interface Invocation extends Dictionary {
  readonly name?: string;
  readonly requires?: readonly string[];
  readonly filters?: { readonly branches?: Branches };
}
interface Workflow {
  readonly when?: string;
  readonly triggers?: readonly { readonly schedule: { readonly filters: { readonly branches: Branches } } }[];
  readonly jobs: readonly (string | Dictionary<Invocation>)[];
}
interface Config {
  readonly jobs: Dictionary<{ readonly steps: readonly unknown[]; readonly environment?: Dictionary<string> }>;
  readonly workflows: Dictionary<Workflow>;
}

/**
 * The jobs that CircleCI runs for an event, as the file says: workflows by `when` and `triggers`, jobs by their filters, a job only
 * when what it requires runs. `schedules` is how the project is connected: by a cron in the file, or a trigger in its settings.
 */
export function circleciJobsOf(text: string, event: CiEvent, schedules: 'cron' | 'trigger' = 'cron'): RunningJob[] {
  const config = parse(text) as Config;
  return Object.entries(config.workflows)
    .filter(([, workflow]) => runs(workflow, event, schedules))
    .flatMap(([name, workflow]) => jobsOf(config, workflow, event).map((job) => ({ ...job, workflow: name })));
}

function runs({ triggers, when }: Workflow, { event, branch }: CiEvent, schedules: 'cron' | 'trigger'): boolean {
  if (event === 'delete' || event === 'pull-request' || event === 'merge-group') return false; // CircleCI gets no such event.
  const byCron = event === 'schedule' && schedules === 'cron';
  if (triggers || byCron) {
    return (
      byCron &&
      (triggers ?? [{ schedule: { filters: { branches: { only: [] } } } }]).every(({ schedule }) =>
        admits(schedule.filters.branches, branch),
      )
    );
  }
  return evaluate(when ?? 'true', {
    'pipeline.trigger.type': event === 'schedule' ? 'schedule' : 'github_oauth',
    'pipeline.parameters.cleanup': event === 'dispatch',
  });
}

function jobsOf(config: Config, workflow: Workflow, { branch }: CiEvent): RunningJob[] {
  const invocations = new Map(
    workflow.jobs
      .map((entry) => (typeof entry === 'string' ? [entry, {}] : Object.entries(entry)[0]) as [string, Invocation])
      .filter(([, { filters }]) => admits(filters?.branches ?? {}, branch))
      .map(([job, invocation]) => [invocation.name ?? job, { job, invocation }] as const),
  );
  return inOrder(invocations, ({ invocation }) => invocation.requires ?? [])
    .filter(({ invocation }) => (invocation.requires ?? []).every((name) => invocations.has(name)))
    .map(({ job, invocation }) => {
      const { steps, environment = {} } = config.jobs[job] ?? { steps: [] };
      const given = JSON.parse(
        JSON.stringify(steps).replace(/<< parameters\.(\w+) >>/g, (_, key: string) => String(invocation[key])),
      ) as unknown[];
      return { name: invocation.name ?? job, environment, steps: given.map(stepOf) };
    });
}

function stepOf(step: unknown): JobStep {
  const [name, value] = typeof step === 'string' ? [step, {}] : (Object.entries(step as Dictionary)[0] ?? ['', {}]);
  const settings = (typeof value === 'string' ? { command: value } : value) as Dictionary;
  const folder = String(settings.working_directory ?? '').replaceAll('\\<<', '<<');
  if (name !== 'run') return { kind: 'own', text: name, environment: {}, folder, with: settings };
  return {
    kind: 'script',
    text: String(settings.command),
    name: String(settings.name),
    environment: (settings.environment ?? {}) as Dictionary<string>,
    folder,
    with: {},
  };
}

/** As CircleCI filters: `only` counts before `ignore`, and a pattern between slashes must match the whole name. */
function admits({ only, ignore }: Branches, branch: string): boolean {
  const list = (value: string | string[] | undefined) => [value ?? []].flat();
  const matches = (filter: string) => {
    const pattern = /^\/(.*)\/$/.exec(filter)?.[1];
    const plain = filter.replaceAll('\\<<', '<<');
    return pattern === undefined ? plain === branch : new RegExp(`^(?:${pattern})$`).test(branch);
  };
  if (only !== undefined) return list(only).some(matches);
  return !list(ignore).some(matches);
}

/** CircleCI's expressions, as far as our files use them. */
export function evaluate(expression: string, values: Readonly<Record<string, string | boolean>>): boolean {
  const script = expression
    .replace(/pipeline\.[a-z.]+/g, (name) => {
      if (!(name in values)) throw new Error(`${name} is not known here`);
      return JSON.stringify(values[name]);
    })
    .replace(/\bnot\b/g, '!')
    .replace(/\band\b/g, '&&')
    .replace(/\bor\b/g, '||');
  return Boolean(new Function(`return (${script});`)());
}
