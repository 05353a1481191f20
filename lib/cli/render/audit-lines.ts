import type { ListedAct, ListedActs } from '../../control/list-acts';
import type { AuditOrigin } from '../../ports/audit';
import { duration } from '../../text/duration';
import { moment } from '../../text/moment';
import { plain, visible } from '../../text/visible';
import { table } from './table';

/**
 * A table of what was asked for, and how much of it ended how.
 *
 * @param room characters a line
 */
export function auditLines(listed: ListedActs, now: Date, room?: number): readonly string[] {
  if (listed.kind === 'nothing-there')
    return [`There is no stack ${plain(listed.stackName)}: no one asked for anything.`];
  const { acts, since, branch } = listed;
  const about = branch === undefined ? '' : ` about ${plain(branch)}`;
  const from = `since ${moment(new Date(since))}`;
  if (acts.length === 0) return [`No one asked for anything${about} ${from}.`];
  const counts = states.flatMap((state) => {
    const count = acts.filter((act) => act.state === state).length;
    return count === 0 ? [] : [`${count} ${stateWords[state]}`];
  });
  const what = acts.length === 1 ? '1 act' : `${acts.length} acts`;
  return [...table(columnsAt(now), acts, room), '', `${what}${about} ${from}: ${counts.join(', ')}.`];
}

const stateWords: Readonly<Record<ListedAct['state'], string>> = {
  done: 'done',
  refused: 'refused',
  failed: 'failed',
  interrupted: 'interrupted',
  'cut-short': 'cut short',
  'under-way': 'under way',
};
const states = Object.keys(stateWords) as readonly ListedAct['state'][];

function columnsAt(now: Date) {
  return [
    { title: 'WHEN', cell: ({ at }: ListedAct) => whenText(new Date(at), now) },
    { title: 'WHO', cell: ({ by }: ListedAct) => visible(by, 40) },
    { title: 'FROM', cell: ({ from }: ListedAct) => originText(from) },
    { title: 'ASKED', cell: ({ asked }: ListedAct) => visible(asked, 60) },
    { title: 'BRANCH', cell: ({ branch }: ListedAct) => (branch === undefined ? '–' : visible(branch, 60)) },
    { title: 'ENDED', cell: endedText },
  ];
}

function originText(from: AuditOrigin): string {
  if (from.kind === 'pull-request') return `pull request ${from.number}`;
  return from.kind === 'chat' ? `chat ${plain(from.channel)}` : 'page';
}

/** Clocks of two machines differ: what seems to be to come was just now. */
function whenText(at: Date, now: Date): string {
  return `${moment(at)}, ${duration(Math.max(0, now.getTime() - at.getTime()))} ago`;
}

function endedText({ at, state, end }: ListedAct): string {
  if (end === undefined)
    return state === 'cut-short' ? 'cut short: its run was ended, or could not say' : stateWords[state];
  const code = end.code === undefined ? '' : ` (${plain(end.code)})`;
  const because = end.because === undefined ? '' : `: ${visible(end.because, 120)}`;
  const took = state === 'refused' ? '' : ` in ${duration(Math.max(0, Date.parse(end.at) - Date.parse(at)))}`;
  return `${stateWords[state]}${took}${code}${because}`;
}
