import { type Difference, differences, valueAt } from '../../../settings/differences';
import type { Origin } from '../../../settings/layers/tree';
import type { ResolvedSettings } from '../../../settings/resolve';
import type { TargetSettings } from '../../../settings/settings';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { harmlessJson, plain } from '../../../text/visible';
import type { Command, Run } from '../../command';
import { decidedDependencies } from '../../compose/dependencies';
import { openSession } from '../../compose/open-session';
import { branch, target } from '../../flags';
import { table } from '../../render/table';
import { chooseTarget, type Session } from '../../session';

export const command = {
  group: 'look',
  summary: "print a branch's settings, and the layer of each value",
  description: 'Prints the effective settings of a branch, and which layer each value comes from.',
  example: 'settings --against production',
  flags: {
    ...branch,
    ...target,
    '--against <target>': 'print only what differs from `production`, `staging`, or another branch',
  },
} as const satisfies Command;

/** `settings`: the effective values, where each comes from, and what differs between two targets. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const { terminal } = invocation;
  if (options.against === undefined) {
    const written = [...settings.origins].map(
      ([path, origin]): Row => ({ path, value: valueAt(settings, path), origin }),
    );
    const decided = (await decidedDependencies(settings, session.root, invocation.env)).map(
      ({ service, how, because }): Row => ({
        path: `services.${service}.dependencies`,
        value: how,
        origin: { layer: 'the repository', because },
      }),
    );
    const all = [...written, ...decided];
    const rows = all.sort(byOrder(all.map(({ path }) => path)));
    if (options.json) terminal.out(harmlessJson(rows, 2));
    else for (const line of valuesTable(rows)) terminal.out(line);
    return 0;
  }
  const other = otherSettings(session, options.against);
  const found = differences(settings, other);
  const rows = found.sort(byOrder(found.map(({ path }) => path)));
  if (options.json) terminal.out(harmlessJson(rows, 2));
  else for (const line of differencesTable(rows, settings, other)) terminal.out(line);
  return 0;
};

interface Row {
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin | { readonly layer: 'the repository'; readonly because: string };
}

/** As docs/settings.md has them. */
export const order = [
  'account',
  'region',
  'scheme',
  'port',
  'routing',
  'host',
  'previewDomain',
  'hostedZoneId',
  'certificateArn',
  'network',
  'access',
  'services',
  'database',
  'fileStore',
  'accessLogs',
  'seed',
  'skip',
  'maxPreviews',
  'terminationProtection',
  'healthTimeoutMinutes',
  'allowBundleResources',
  'limits',
  'ci',
  'control',
  'rights',
  'promoteFrom',
  'cleanup',
  'sleep',
  'announce',
  'alarms',
] as const satisfies readonly (keyof TargetSettings)[];

/** In the order of the documentation, each service in one piece; inside of those as they come. */
function byOrder(paths: readonly string[]): (one: { path: string }, other: { path: string }) => number {
  const services = [...new Set(paths.map(serviceOf))];
  const rank = (path: string) => (order as readonly string[]).indexOf(path.split('.')[0] ?? '');
  return (one, other) =>
    rank(one.path) - rank(other.path) ||
    services.indexOf(serviceOf(one.path)) - services.indexOf(serviceOf(other.path));
}

function serviceOf(path: string): string {
  return /^services\.([^.]+)/.exec(path)?.[1] ?? '';
}

function otherSettings(session: Session, against: string): ResolvedSettings {
  const stage = against === 'production' || against === 'staging';
  return session.settingsOf(stage ? { kind: against } : targetOfBranch(session.file, against));
}

const shown = (value: unknown) =>
  value === undefined ? '–' : plain(typeof value === 'string' ? value : JSON.stringify(value));
const from = (origin: Row['origin'] | undefined) =>
  plain(origin ? origin.layer + (origin.because ? ` (${origin.because})` : '') : '');
const titleOf = ({ target }: ResolvedSettings) => (target.kind === 'preview' ? plain(target.branch) : target.kind);

/** A stage as titles are written; a branch as it is, for its case tells it from others. */
const columnOf = (settings: ResolvedSettings) =>
  settings.target.kind === 'preview' ? titleOf(settings) : titleOf(settings).toUpperCase();

function valuesTable(rows: readonly Row[]): string[] {
  return table(
    [
      { title: 'SETTING', cell: ({ path }) => plain(path) },
      { title: 'VALUE', cell: ({ value }) => shown(value) },
      { title: 'FROM', cell: ({ origin }) => from(origin) },
    ],
    rows,
  );
}

function differencesTable(rows: readonly Difference[], a: ResolvedSettings, b: ResolvedSettings): string[] {
  if (rows.length === 0) return [`${titleOf(a)} and ${titleOf(b)} have the same settings.`];
  return table<Difference>(
    [
      { title: 'SETTING', cell: ({ path }) => plain(path) },
      { title: columnOf(a), cell: (row) => shown(row.a) },
      { title: 'FROM', cell: (row) => from(row.originA) },
      { title: columnOf(b), cell: (row) => shown(row.b) },
      { title: 'FROM', cell: (row) => from(row.originB) },
    ],
    rows,
  );
}
