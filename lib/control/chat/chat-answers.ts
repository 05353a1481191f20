import type { ChatAnswer, ChatButton } from '../../ports/chat-commands';
import { visible } from '../../text/visible';
import type { ControlCommand } from '../command';
import type { DeedEnd } from '../deeds';
import { helpLines } from '../help';
import { type ChatList, type ChatProject, commandOf } from './chat-project';

/** A chat shows no longer list at once. */
const rowsAtMost = 15;
/** Slack: a button holds 2,000 characters. */
const longestAsk = 2_000;

/** Which project a line is about, where a command has several. */
export interface ChatPlace {
  readonly project: ChatProject;
  /** Whether its name stands before the verb. */
  readonly isNamed: boolean;
}

/** How what was asked for has ended. */
export function endAnswer(place: ChatPlace, branch: string, { verb }: ControlCommand, end: DeedEnd): ChatAnswer {
  const { ended, text, lines, url, log } = end;
  // Another question is not asked for: after these it is plain what comes next.
  const next = { sleep: ['wake'], wake: ['sleep', 'keep'], status: ['wake', 'sleep', 'keep'] } as const;
  const after =
    ended === 'done' && url !== undefined && verb === 'status'
      ? next.status
      : ended === 'done' && (verb === 'sleep' || verb === 'wake')
        ? next[verb]
        : [];
  const buttons = after.flatMap((one) => buttonOf(place, one, branch));
  return {
    ...{ text, tone: ended === 'done' ? (verb === 'status' ? 'neutral' : 'good') : 'bad' },
    ...(lines && { lines }),
    ...(log && { log }),
    ...(buttons.length === 0 ? url !== undefined && { url } : { rows: [rowOf(visible(branch, 150), url, buttons)] }),
  };
}

/** What there is, with what can be done about it. */
export function listAnswer(place: ChatPlace, { previews, because }: ChatList): ChatAnswer {
  const { name } = place.project;
  const shown = previews.slice(0, rowsAtMost);
  const left = previews.length - shown.length;
  return {
    text:
      previews.length === 0
        ? `${name} has no previews. \`${commandOf(place.project)} ${named(place)}create\` with the name of a branch makes one, and so does a push.`
        : `${previews.length === 1 ? '1 preview' : `${previews.length} previews`} of ${name}:`,
    tone: 'neutral',
    rows: shown.map(({ branch, state, url, isAsleep }) =>
      rowOf(
        `${visible(branch, 150)}: ${state}`,
        url,
        ([isAsleep ? 'wake' : 'sleep', 'keep'] as const).flatMap((verb) => buttonOf(place, verb, branch)),
      ),
    ),
    lines: [
      ...(left > 0 ? [`${left} more: \`preview-stacks list\` shows them all.`] : []),
      ...(because === undefined ? [] : [`There may be more: ${because}`]),
    ],
  };
}

/** What can be asked for, and why what was written is none of it. */
export function helpAnswer(
  project: ChatProject,
  { because, names }: { readonly because?: string | undefined; readonly names: readonly string[] },
): ChatAnswer {
  const several = names.length > 1;
  return {
    text: because ?? 'This can be asked for:',
    tone: because === undefined ? 'neutral' : 'bad',
    lines: [
      ...helpLines(commandOf(project)).map((line) => withBranch(line, several)),
      ...(several ? [`Projects: ${names.join(', ')}.`] : []),
    ],
  };
}

/** In a chat the branch stands behind the verb. */
function withBranch(line: string, several: boolean): string {
  return line.replace(/^(\S+) (\S+?)( [^:]*)?:/, (_, word: string, verb: string, takes = '') => {
    const rest =
      verb === 'help' ? '' : verb === 'create' ? ' <branch>' : verb === 'status' ? ' [branch]' : ` <branch>${takes}`;
    return `${word}${several ? ' <project>' : ''} ${verb}${rest}:`;
  });
}

const labels = { sleep: 'Sleep', wake: 'Wake', keep: 'Keep 3 d' } as const;

function buttonOf(place: ChatPlace, verb: keyof typeof labels, branch: string): readonly ChatButton[] {
  const asks = `${named(place)}${verb} ${branch}${verb === 'keep' ? ' 3d' : ''}`;
  return asks.length <= longestAsk ? [{ label: labels[verb], asks }] : [];
}

function named({ project, isNamed }: ChatPlace): string {
  return isNamed ? `${project.name} ` : '';
}

function rowOf(text: string, url: string | undefined, buttons: readonly ChatButton[]) {
  return { text, buttons, ...(url !== undefined && { url }) };
}
