import type { CommentAnswer } from '../announce/comment/answers';
import { survivable } from '../errors';
import type { Audit, AuditedAct } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { CommentEvent, CommentEvents } from '../ports/comment-event';
import type { AskedPullRequest, Conversations, Permission, Reaction } from '../ports/conversations';
import type { Progress } from '../progress';
import type { ControlSettings } from '../settings/ci-settings';
import { wishIn } from './asked-time';
import { type ControlPolicy, decide, type RefusalCode } from './authority';
import type { ControlCommand } from './command';
import { type DeedEnd, type Deeds, type DeedVerb, questions } from './deeds';
import { doAsked } from './do-asked';
import { readComment } from './grammar';
import { helpOf } from './help';
import { kept } from './kept';
import type { WordsReading } from './read-words';

export interface ObeyPorts {
  readonly events: CommentEvents;
  readonly conversations: Conversations;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface ObeyRequest {
  /** `owner/name` of our repository. */
  readonly repository: string;
  /** Of the default branch. */
  readonly policy: ControlPolicy & Pick<ControlSettings, 'word'>;
  /** Whether pushes to a branch deploy staging or production. */
  readonly isStage: (branch: string) => boolean;
  readonly deeds: Deeds;
  /** Where the audit is kept. @throws PreviewError `application-missing` */
  readonly bucket: () => Promise<string>;
  /** Says it in the pull request. */
  readonly say: (place: SaidWhere, answer: ControlAnswer) => Promise<void>;
}

/** The comment of a branch's preview on a pull request. */
export interface SaidWhere {
  readonly pullRequest: number;
  /** Raw name. */
  readonly branch: string;
}

/** An answer to a comment. Of what the grammar does not know, `asked` has nothing. */
export interface ControlAnswer extends CommentAnswer {
  /** Code of the error. @default none */
  readonly code?: string;
}

/** What became of a comment. */
export type ObeyOutcome =
  | { readonly kind: 'nothing'; readonly because: string }
  | ({
      readonly kind: 'answered';
      readonly branch: string;
      /** False when GitHub did not take the answer. */
      readonly isSaid: boolean;
    } & ControlAnswer);

/** How the comments of previews begin. */
const ourMark = '<!-- preview-stacks:';

const reactions: Readonly<Record<ControlAnswer['ended'], Reaction>> = {
  done: 'rocket',
  refused: 'confused',
  failed: 'confused',
  help: 'rocket',
};

/**
 * Does what a comment on a pull request asks for, when its author may ask for it, and says how it ended.
 *
 * @throws PreviewError `comment-event-unreadable`; what GitHub ends with when it does not say who may what: then nothing was tried
 */
export async function obey(ports: ObeyPorts, request: ObeyRequest): Promise<ObeyOutcome> {
  const event = await ports.events.read();
  const foreign = notForUs(event, request.repository);
  if (foreign !== undefined) return { kind: 'nothing', because: foreign };
  const reading = readComment(event.body, request.policy.word);
  if (reading.kind === 'none') return { kind: 'nothing', because: 'the comment asks for nothing' };
  await react(ports, event, 'eyes');
  try {
    return await answered(ports, request, event, reading);
  } catch (error) {
    // The asker sees that it came to nothing; the log of the job says why.
    await react(ports, event, 'confused').catch(() => undefined);
    throw error;
  }
}

async function answered(
  ports: ObeyPorts,
  request: ObeyRequest,
  event: CommentEvent,
  reading: WordsReading,
): Promise<ObeyOutcome> {
  const [pullRequest, permission] = await Promise.all([
    ports.conversations.pullRequest(event.number),
    ports.conversations.permission(event.author, event.authorId),
  ]);
  if (pullRequest === undefined) return { kind: 'nothing', because: `there is no pull request ${event.number}` };
  const command: ControlCommand = reading.kind === 'command' ? reading.command : { verb: 'help' };
  const asked = reading.kind === 'command' ? reading.words : '';
  const asking: Asking = { event, pullRequest, permission, command, asked };
  const branch = branchOf(asking);
  ports.progress.emit({ kind: 'asked', by: event.author, asked: asked === '' ? 'help' : asked, branch });

  const ending = await answerTo(ports, request, {
    ...asking,
    branch,
    because: reading.kind === 'help' ? reading.because : 'This can be asked for:',
  });
  if (ending === undefined) return { kind: 'nothing', because: `${event.author} may ask for nothing here` };
  const answer = { ...ending, comment: event.comment, by: event.author, asked, at: ports.clock.now() };
  // A fork's branch may be called like one of ours, and strangers would push the team's answers out: they get the mark alone.
  const isHeard = pullRequest.isOurs && ending.code !== ('asked-without-right' satisfies RefusalCode);
  const place = { pullRequest: pullRequest.number, branch: pullRequest.branch };
  const isSaid = !isHeard || (await said(ports, request, place, answer));
  // Help that was not asked for says what was not understood.
  await react(ports, event, asked === '' || !isSaid ? 'confused' : reactions[ending.ended]);
  return { kind: 'answered', branch, isSaid, ...answer };
}

interface Asking {
  readonly event: CommentEvent;
  readonly pullRequest: AskedPullRequest;
  readonly permission: Permission;
  readonly command: ControlCommand;
  readonly asked: string;
}

/** Comments that are edited later were perhaps edited by another person (trap N29). */
function notForUs(
  { action, repository, isPullRequest, isPerson, body }: CommentEvent,
  ours: string,
): string | undefined {
  if (action !== 'created') return `the comment was ${action}: only new ones count`;
  if (repository.toLowerCase() !== ours.toLowerCase()) return `the comment is in ${repository}, not in ${ours}`;
  // Where a person's token writes our comment, a person is its author.
  if (body.includes(ourMark)) return 'the comment is our own';
  if (!isPullRequest) return 'the comment is on an issue, not on a pull request';
  return isPerson ? undefined : 'no person wrote the comment';
}

function branchOf({ command, pullRequest }: Asking): string {
  return (command.verb === 'create' ? command.branch : undefined) ?? pullRequest.branch;
}

/** @returns undefined when the asker gets no answer */
async function answerTo(
  ports: ObeyPorts,
  { policy, isStage, deeds, bucket }: ObeyRequest,
  asking: Asking & { readonly branch: string; readonly because: string },
): Promise<(Omit<DeedEnd, 'ended'> & Pick<ControlAnswer, 'ended'>) | undefined> {
  const { event, pullRequest, permission, command, asked, branch } = asking;
  const { author: login, isPerson, number, comment } = event;
  const verdict = decide(
    {
      ...{ command, branch, isStage: isStage(branch), login, isPerson, permission, pullRequest },
      ...wishIn(command, ports.clock.now()),
    },
    policy,
  );
  const act: AuditedAct = {
    ...{ at: ports.clock.now().toISOString(), by: login, asked, branch },
    from: { kind: 'pull-request', number, comment },
  };
  if (!verdict.allowed) {
    if (verdict.silent) return undefined;
    const refused: DeedEnd = { ended: 'refused', code: verdict.code, text: verdict.because };
    const isStranger = verdict.code === 'asked-without-right' || verdict.code === 'asked-from-fork';
    // What strangers write is no line of the audit: anybody could fill it.
    if (isStranger || questions.includes(command.verb)) return refused;
    const noted = await kept(ports, bucket, act, async () => refused);
    return noted.code === 'audit-unwritable' ? refused : noted;
  }
  if (command.verb === 'help') {
    const lines = helpOf(policy.word).map(([usage, does]) => `\`${usage}\`: ${does}`);
    return { ended: 'help', text: asking.because, lines };
  }
  const deed: ControlCommand<DeedVerb> = command;
  if (questions.includes(command.verb)) return doAsked(deeds, branch, deed);
  return kept(ports, bucket, act, async (audit) => {
    const taken = await ports.audit.claim(audit, `pull-request/${event.repository.toLowerCase()}/${comment}`);
    return taken === 'there' ? doneOnce : doAsked(deeds, branch, deed);
  });
}

/** GitHub lets all who may write run a job again for a month: what was asked for then may be wrong by now. */
const doneOnce: DeedEnd = {
  ended: 'refused',
  code: 'asked-already',
  text: 'This comment was heard before, and nothing was done now. What it asked for was done then, or was cut short.',
  lines: ['Write the command again for it to be done again.'],
};

/** A mark that does not appear changes nothing. */
async function react(
  { conversations, progress }: ObeyPorts,
  { comment }: CommentEvent,
  reaction: Reaction,
): Promise<void> {
  try {
    await conversations.react(comment, reaction);
  } catch (error) {
    progress.emit({ kind: 'warned', message: `The comment got no reaction: ${survivable(error).message}` });
  }
}

/** What was done is done, whether or not it can be said. */
async function said(
  { progress }: ObeyPorts,
  { say }: ObeyRequest,
  place: SaidWhere,
  answer: ControlAnswer,
): Promise<boolean> {
  try {
    await say(place, answer);
    return true;
  } catch (error) {
    progress.emit({ kind: 'warned', message: `The answer could not be written: ${survivable(error).message}` });
    return false;
  }
}
