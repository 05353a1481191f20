import type { History, ListedDeploy } from '../../deploy/history/history';
import type { RollbackPlan } from '../../deploy/rollback/rollback-request';
import type { BackMark } from '../../ports/record';
import { shortHash } from '../../text/short-hash';
import { plain, visible } from '../../text/visible';
import { table } from './table';

/** A table of the deploys, and what it does not say. */
export function historyLines(history: History, room?: number): readonly string[] {
  if (history.kind === 'nothing-there') return [`There is no stack ${plain(history.stackName)}.`];
  const { deploys, running, goingBack, status } = history;
  const isListed = deploys.some(({ runs }) => runs);
  return [
    ...(deploys.length === 0 ? ['No deploy is recorded.'] : table(columns, deploys, room)),
    ...(running && !isListed
      ? [`What runs is none of these: commit ${shortHash(running.commit)}, ${bundlesText(running.bundles)}.`]
      : []),
    ...(running ? [] : ['What runs could not be read.']),
    ...(goingBack?.back
      ? [`A rollback to ${shortHash(goingBack.back.to)} was cut short: \`rollback\` goes on with it.`]
      : []),
    ...(/^(CREATE|UPDATE)_COMPLETE$/.test(status) ? [] : [`The stack is in ${plain(status)}.`]),
  ];
}

const columns = [
  { title: '#', cell: ({ number }: ListedDeploy) => (number === undefined ? '–' : String(number)) },
  { title: 'WHEN', cell: ({ at }: ListedDeploy) => `${at.slice(0, 16).replace('T', ' ')} UTC` },
  { title: 'COMMIT', cell: ({ commit }: ListedDeploy) => shortHash(commit) },
  { title: 'SUBJECT', cell: ({ subject }: ListedDeploy) => (subject === undefined ? '–' : visible(subject, 40)) },
  { title: 'BY', cell: ({ by }: ListedDeploy) => (by === undefined ? '–' : visible(by, 30)) },
  {
    title: 'BUNDLE',
    cell: ({ bundles, gone }: ListedDeploy) =>
      `${bundlesText(bundles)}${gone.length === 0 ? '' : ` (gone: ${gone.map(plain).join(', ')})`}`,
  },
  {
    title: 'ENDED',
    cell: ({ runs, ended, code, back }: ListedDeploy) =>
      [
        ended === 'healthy' ? (runs ? 'runs now' : 'healthy') : `${ended}: ${plain(code ?? '')}`,
        ...(back ? [backText(back)] : []),
      ].join(', '),
  },
  { title: 'DATA', cell: ({ data }: ListedDeploy) => data ?? '–' },
];

function bundlesText(bundles: Readonly<Record<string, string>>): string {
  const each = Object.entries(bundles);
  const [only] = each;
  if (each.length === 1 && only?.[0] === 'web') return shortHash(only[1]);
  return each.map(([service, hash]) => `${plain(service)} ${shortHash(hash)}`).join(', ');
}

function backText({ from, to, services }: BackMark): string {
  return services
    ? `${services.map(plain).join(', ')} back from ${shortHash(from)} to ${shortHash(to)}`
    : `back from ${shortHash(from)}`;
}

/** What a rollback would do, for a person who is to agree to it. */
export function planLines(plan: RollbackPlan, what: string): readonly string[] {
  const { from, to, at, subject, services, bundles, notTakenBack, goesOn } = plan;
  const which = services ? ` (${services.map(plain).join(', ')} alone)` : '';
  return [
    `${plain(what)}${which} goes back from ${shortHash(from)} to ${shortHash(to)}${subject === undefined ? '' : ` "${visible(subject, 80)}"`}, deployed ${at.slice(0, 16).replace('T', ' ')} UTC.`,
    ...(goesOn ? ['  It goes on with a rollback that was cut short.'] : []),
    ...Object.entries(bundles).map(
      ([service, change]) => `  ${plain(service)}: bundle ${shortHash(change.from)} → ${shortHash(change.to)}`,
    ),
    'Not taken back:',
    ...notTakenBack.map((sentence) => `  ${plain(sentence)}`),
  ];
}
