import type { AuditedAct } from '../../ports/audit';
import type { ChatAnswer, ChatAsked } from '../../ports/chat-commands';
import { visible } from '../../text/visible';
import { wishIn } from '../asked-time';
import { decide } from '../authority';
import type { ControlCommand } from '../command';
import { type DeedEnd, type DeedVerb, questions } from '../deeds';
import { doAsked } from '../do-asked';
import { kept } from '../kept';
import { type ChatPlace, endAnswer, helpAnswer, listAnswer } from './chat-answers';
import { type ChatProject, commandOf } from './chat-project';
import type { ChatRight, MayAsk } from './may-ask';
import { type ChatReading, readChat, wordsOf } from './read-chat';
import { type ListenPorts, said } from './said';

/**
 * Does what someone asks for in a chat, when they may.
 *
 * @returns what is answered; undefined when nothing is
 * @throws PreviewError
 */
export async function answerChat(
  ports: ListenPorts,
  projects: readonly ChatProject[],
  mayAsk: MayAsk,
  asked: ChatAsked,
): Promise<ChatAnswer | undefined> {
  const heard = projects.filter((project) => asked.command === undefined || asked.command === commandOf(project));
  const place = placeOf(heard, asked.text);
  const project = place?.project ?? heard[0];
  // Another command of the same app is another program's.
  if (project === undefined) return undefined;
  const right = await mayAsk.right(asked, project.slack);
  // Two programs would answer each other without end.
  if (right.permission === 'none' && right.code === 'asked-by-program') return undefined;
  const names = heard.map(({ name }) => name);
  if (place === undefined) {
    if (right.permission === 'none') return refusal(right.because);
    const isHelp = /^(?:help)?$/i.test(asked.text.trim());
    return helpAnswer(project, {
      names,
      because: isHelp ? undefined : 'It does not begin with the name of a project.',
    });
  }
  const reading = readChat(place.text);
  if (reading.kind === 'command') return commanded(ports, { asked, place, reading, right });
  if (right.permission === 'none') return refusal(right.because);
  return reading.kind === 'list'
    ? listAnswer(place, await project.list())
    : helpAnswer(project, { names, because: reading.because });
}

/** The project that is meant, and what is asked of it. */
function placeOf(projects: readonly ChatProject[], text: string): (ChatPlace & { readonly text: string }) | undefined {
  const [only, other] = projects;
  if (only !== undefined && other === undefined) return { project: only, isNamed: false, text };
  const [name, ...rest] = wordsOf(text);
  const project = projects.find((one) => one.name === name?.toLowerCase());
  return project && { project, isNamed: true, text: rest.join(' ') };
}

interface Commanded {
  readonly asked: ChatAsked;
  readonly place: ChatPlace;
  readonly reading: Extract<ChatReading, { readonly kind: 'command' }>;
  readonly right: ChatRight;
}

async function commanded(ports: ListenPorts, { asked, place, reading, right }: Commanded): Promise<ChatAnswer> {
  const { clock, progress } = ports;
  const { project } = place;
  const { command, words, branch } = reading;
  const now = clock.now();
  progress.emit({ kind: 'asked', by: asked.user, asked: words, branch });
  const act: AuditedAct = {
    ...{ at: now.toISOString(), by: asked.user, asked: words, branch },
    from: { kind: 'chat', team: asked.team, channel: asked.channel },
  };
  const keep = (work: (bucket: string) => Promise<DeedEnd>) =>
    kept({ audit: project.audit, clock, progress }, project.bucket, act, work);
  const refused = refusalOf(asked, place, reading, right, now);
  const isQuestion = questions.includes(command.verb);
  if (refused) {
    // What those write who may nothing here is no line of the audit: anyone could fill it.
    const end = isQuestion || right.permission === 'none' ? refused : await keep(async () => refused);
    return endAnswer(place, branch, command, end);
  }
  // The reader has answered help, which has no branch.
  const deed = command as ControlCommand<DeedVerb>;
  if (isQuestion) return endAnswer(place, branch, command, await doAsked(project.deeds, branch, deed));
  const end = await keep(async (bucket) => {
    if ((await project.audit.claim(bucket, `${asked.team}/${asked.event}`)) === 'there') return doneOnce;
    await said(progress, asked, {
      text: `On it: ${words} of ${visible(branch, 150)}.`,
      tone: 'neutral',
    });
    return doAsked(project.deeds, branch, deed);
  });
  return endAnswer(place, branch, command, end);
}

/** Another process may be at it, or was ended in the middle: which of them, no one can say. */
const doneOnce: DeedEnd = {
  ended: 'refused',
  code: 'asked-already',
  text: 'Slack delivered this a second time, and nothing was done now: it was begun before, and was perhaps cut short.',
  lines: ['`status` says how the preview is. Ask again for what is not done.'],
};

function refusalOf(
  { user }: ChatAsked,
  { project }: ChatPlace,
  { command, branch }: Commanded['reading'],
  right: ChatRight,
  now: Date,
): DeedEnd | undefined {
  if (right.permission === 'none') return { ended: 'refused', code: right.code, text: right.because };
  const verdict = decide(
    {
      ...{ command, branch, isStage: project.isStage(branch), isPerson: true, permission: right.permission },
      // No login on GitHub has a colon: no list of logins names someone in Slack by chance.
      login: `slack:${user}`,
      ...wishIn(command, now),
    },
    project.policy,
  );
  if (verdict.allowed) return undefined;
  return {
    ...{ ended: 'refused', code: verdict.code, text: verdict.because },
    ...(verdict.code === 'asked-beyond-allowed' && {
      lines: ['In Slack, admins are those whom control.slack.admins names.'],
    }),
  };
}

function refusal(because: string): ChatAnswer {
  return { text: because, tone: 'bad' };
}
