import { survivable } from '../errors';
import type { Audit, AuditedAct } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { CommentEvent, CommentEvents } from '../ports/comment-event';
import type { AskedPullRequest, Conversations, Permission, Reaction } from '../ports/conversations';
import type { Progress } from '../progress';
import type { ControlSettings } from '../settings/ci-settings';
import { askedTime } from './asked-time';
import { type ControlPolicy, decide } from './authority';
import type { ControlCommand, KeepWords } from './command';
import { type DeedEnd, type Deeds, type DeedVerb, questions } from './deeds';
import { doAsked } from './do-asked';
import { readComment } from './grammar';
import { helpLines } from './help';
import { kept } from './kept';

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

/** An answer to a comment. */
export interface ControlAnswer extends Omit<DeedEnd, 'ended'> {
  readonly ended: DeedEnd['ended'] | 'help';
  /** Id of the comment that asked. */
  readonly comment: number;
  /** Login of who asked. */
  readonly by: string;
  /** In the words of the grammar; of what it does not know, nothing. */
  readonly asked: string;
  readonly at: Date;
}

/** What became of a comment. */
export type ObeyOutcome =
  | { readonly kind: 'nothing'; readonly because: string }
  | ({ readonly kind: 'answered'; readonly branch: string } & ControlAnswer);

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
  const reacting = react(ports, event, 'eyes');
  const [pullRequest, permission] = await Promise.all([
    ports.conversations.pullRequest(event.number),
    ports.conversations.permission(event.author),
    reacting,
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
  // A fork's branch may be called like one of ours: its pull request has no comment of a preview, and gets none.
  if (pullRequest.isOurs)
    await said(ports, request, { pullRequest: pullRequest.number, branch: pullRequest.branch }, answer);
  // Help that was not asked for says what was not understood.
  await react(ports, event, asked === '' ? 'confused' : reactions[ending.ended]);
  return { kind: 'answered', branch, ...answer };
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
      ...(command.verb === 'keep' && wished(command, ports.clock.now())),
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
    return questions.includes(command.verb) ? refused : kept(ports, bucket, act, async () => refused);
  }
  if (command.verb === 'help') {
    const lines = helpLines(policy.word).map((line) => line.replace(/^(.+?): /, '`$1`: '));
    return { ended: 'help', text: asking.because, lines };
  }
  const deed: ControlCommand<DeedVerb> = command;
  const work = () => doAsked(deeds, branch, deed);
  return questions.includes(command.verb) ? work() : kept(ports, bucket, act, work);
}

function wished(words: KeepWords, now: Date): { readonly wish?: number | 'forever' } {
  const wish = askedTime(words, now);
  return wish === undefined ? {} : { wish };
}

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
): Promise<void> {
  try {
    await say(place, answer);
  } catch (error) {
    progress.emit({ kind: 'warned', message: `The answer could not be written: ${survivable(error).message}` });
  }
}
