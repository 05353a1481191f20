import { namesOf } from '../../naming/resource-names';
import type { RemovalNotice } from '../../ports/removal-notices';
import type { Expiry } from '../../previews/plan';
import type { ResolvedSettings } from '../../settings/resolve';
import { duration } from '../../text/duration';
import { codeBlock, codeSpan, link, sentence, webAddress } from '../../text/markdown';
import { moment } from '../../text/moment';
import { shellWord } from '../../text/shell-word';
import { shortHash } from '../../text/short-hash';
import type { Ending } from '../ending';
import { keepCommand } from '../expiring/expiry-message';
import { backText, type Subject } from '../subject';
import { commandsLine } from './commands-line';
import { addresses, deployNotes, expiryText } from './live-target';
import { commentMarker } from './write-comment';

/**
 * The comment of a preview, in Markdown. Whatever others wrote (branch, message, errors) is in code spans and blocks, all of it cut, so
 * that it stays far below the 65,536 characters that GitHub takes.
 */
export function commentBody(subject: Subject, state: CommentState, now: Date): string {
  const { settings, targetId } = subject;
  const sections = [
    commentMarker(settings.project, targetId),
    headline(state),
    ...stateParagraphs(subject, state, now),
    facts(subject, state, now)
      .map((fact) => `- ${fact}`)
      .join('\n'),
    `Last change ${moment(now)}. This comment is edited in place.`,
  ];
  return sections.join('\n\n');
}

/** A mark that is seen before anything is read, and the word for those who do not see it. */
const headlines: Readonly<Record<CommentState['kind'] | 'asleep' | 'gone', string>> = {
  deploying: '🚧 Preview: deploying',
  standing: '✅ Preview: ready',
  asleep: '😴 Preview: asleep',
  expiring: '⚠️ Preview: goes soon',
  ready: '✅ Preview: ready',
  vanished: '⚠️ Preview: its branch is gone',
  failed: '❌ Preview: failed',
  interrupted: '⏹️ Preview: interrupted',
  skipped: '⚪ Preview: none',
  gone: '🗑️ Preview: gone',
};

function headline(state: CommentState): string {
  return `### ${headlines[state.kind === 'standing' && state.asleep !== undefined ? 'asleep' : state.kind]}`;
}

/** Paragraphs about the state itself. */
function stateParagraphs(subject: Subject, state: CommentState, now: Date): readonly string[] {
  switch (state.kind) {
    case 'deploying': {
      const { url } = subject;
      return url === undefined ? [] : [`It will answer at ${link('its address', url)}.`];
    }
    case 'ready':
      return [addresses(state.running).join('\n')];
    case 'standing':
      return [...addressOf(state.url), ...asleepParagraphs(subject, state)];
    case 'expiring':
      return [...addressOf(state.url), ...asleepParagraphs(subject, state), expiryParagraph(subject, state, now)];
    case 'vanished':
      return ['The branch was deleted while it was deployed. The preview still runs; cleanup will take it away.'];
    case 'failed':
      return [codeBlock(state.hint === undefined ? state.because : `${state.because}\n\n${state.hint}`)];
    case 'interrupted':
      return [
        'The run was stopped. What AWS has begun goes on by itself, and the next run goes on from there.',
        codeBlock(state.because),
      ];
    case 'skipped':
      return [
        `Branches like ${codeSpan(state.pattern)} get no preview. One that was deployed earlier stays until cleanup takes it away.`,
      ];
  }
}

function addressOf(url: string | undefined): readonly string[] {
  return url === undefined ? [] : [addresses({ url, urls: {} }).join('\n')];
}

/** That it sleeps, and what wakes it. */
function asleepParagraphs(
  { branch }: Subject,
  { asleep }: { readonly asleep?: string | undefined },
): readonly string[] {
  if (asleep === undefined) return [];
  const wake = codeSpan(`npx preview-stacks wake --branch ${shellWord(branch)}`, 1200);
  return [
    `It is ${codeSpan(asleep, 300)}, and its address answers 503. What it stored stays. ${wake} wakes it, and so does a push.`,
  ];
}

/** That it goes, and what keeps it. */
function expiryParagraph(
  { branch }: Subject,
  { expiry, keepDays }: Extract<CommentState, { readonly kind: 'expiring' }>,
  now: Date,
): string {
  const keep = keepDays === undefined ? '' : `, and so does ${codeSpan(keepCommand(branch, keepDays), 1200)}`;
  return `It is deleted with its data after **${moment(expiry.goesAt)}**, ${duration(Math.max(0, expiry.goesAt.getTime() - now.getTime()))} from this change: the last push was ${momentBefore(expiry.lastPush, now)}. A push to the branch keeps it${keep}.`;
}

function facts(subject: Subject, state: CommentState, now: Date): readonly string[] {
  const commands = commandsOf(subject, state);
  const running = state.kind === 'ready' ? state.running : undefined;
  const stands = state.kind === 'standing' || state.kind === 'expiring';
  return [
    `**Branch** ${codeSpan(subject.branch, 255)}`,
    `**Commit** ${commitText(subject)}`,
    ...(subject.back && state.kind !== 'failed' ? [rolledBack(subject, state.kind === 'ready')] : []),
    ...(running
      ? [
          `**Deployed** in ${duration(running.milliseconds)}; the preview exists since ${momentBefore(new Date(running.since), now)}`,
          ...deployNotes(subject, running),
          `**Goes** ${expiryText(subject, running, now)}`,
        ]
      : []),
    ...(stands ? [`**Deployed** ${momentBefore(state.since, now)}`] : []),
    ...(stands && state.failed ? [`**Last deploy** failed: ${codeSpan(state.failed, 400)}`] : []),
    ...(state.kind === 'standing' ? [`**Goes** ${expiryText(subject, state, now)}`] : []),
    ...(running || stands ? costsOf(subject) : []),
    ...(state.kind === 'deploying' || state.kind === 'skipped' ? [] : [`**Rebuild** ${rebuild(subject)}`]),
    ...logsOf(subject, state),
    ...(commands === undefined ? [] : [commands]),
  ];
}

/** Of the run, and of the app where there is one that writes. */
function logsOf({ run, links }: Subject, { kind }: CommentState): readonly string[] {
  const runs = webAddress(run?.url);
  const apps = kind === 'deploying' || kind === 'skipped' ? undefined : links?.logs;
  const both = [
    ...(runs === undefined ? [] : [link('of the run', runs)]),
    ...(apps === undefined ? [] : [link('of the app', apps)]),
  ];
  return both.length === 0 ? [] : [`**Logs** ${both.join(' · ')}`];
}

function commandsOf({ settings }: Subject, state: CommentState): string | undefined {
  if ('asleep' in state && state.asleep !== undefined) return commandsLine(settings, 'asleep');
  switch (state.kind) {
    case 'skipped':
      return undefined;
    case 'deploying':
    case 'vanished':
      return commandsLine(settings, 'working');
    case 'failed':
    case 'interrupted':
      return commandsLine(settings, 'broken');
    default:
      return commandsLine(settings, 'running');
  }
}

/** The team's own words before ours. */
function costsOf({ settings, costs }: Pick<Subject, 'settings' | 'costs'>): readonly string[] {
  const { costPerDay } = settings.values.announce;
  if (costPerDay !== undefined) return [`**Costs** ${codeSpan(costPerDay)} a day, by the team's own reckoning`];
  return costs === undefined ? [] : [`**Costs** ${costs}`];
}

/** What of a rollback concerns those who read the pull request: the head of the branch is not what runs. */
function rolledBack({ back, run, links }: Subject, isDone: boolean): string {
  const by = run?.actor === undefined ? '' : ` by ${codeSpan(run.actor, 100)}`;
  const text = back ? backText(back, (hash) => hashText(hash, { links })) : '';
  return `**${isDone ? 'Rolled' : 'Being rolled'}** ${text}${by}; database, files and settings stay, and the next push deploys forward`;
}

/** The state that a preview's comment shows; `deploying` until the end is known. */
export type CommentState =
  | { readonly kind: 'deploying' }
  /** It was deployed earlier. */
  | ({
      readonly kind: 'standing';
      /** ISO time until which cleanup keeps it. @default none */
      readonly keepUntil?: string | undefined;
    } & Earlier)
  | ({
      readonly kind: 'expiring';
      readonly expiry: Expiry;
      /** For so many days settings let it be kept. */
      readonly keepDays: number | undefined;
    } & Earlier)
  | Ending;

/** What is known of a preview that was deployed earlier. */
interface Earlier {
  readonly url: string | undefined;
  /** When it was deployed. */
  readonly since: Date;
  /** Since when it sleeps, as `asleepText` has it. @default it is awake */
  readonly asleep?: string | undefined;
  /** Why a deploy after that failed. @default none did */
  readonly failed?: string | undefined;
}

/** Its short hash, with what it changed behind it, and the first line of its message. */
function commitText(subject: Subject): string {
  const name = hashText(subject.commit, subject);
  return subject.message === undefined ? name : `${name} ${codeSpan(subject.message)}`;
}

function hashText(commit: string, { links }: Pick<Subject, 'links'>): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) return codeSpan(commit);
  return links?.commits === undefined ? codeSpan(shortHash(commit)) : link(shortHash(commit), links.commits + commit);
}

/**
 * A moment, and how long it was before the change that the comment names at its end. An age by the reader's clock would be wrong soon: the comment stays as
 * it is, and of GitHub's own elements that count none is left in a comment (html-pipeline 3, sanitization_filter.rb, read in November 2026).
 */
function momentBefore(at: Date, now: Date): string {
  const milliseconds = now.getTime() - at.getTime();
  return milliseconds < 60_000 ? moment(at) : `${moment(at)}, ${duration(milliseconds)} before this change`;
}

/** How a person rebuilds the preview. */
function rebuild({ branch, run }: Pick<Subject, 'branch' | 'run'>): string {
  const again = webAddress(run?.url) === undefined ? 'run the job again' : link('run the job again', run?.url ?? '');
  return `push to the branch, ${again}, or ${codeSpan(`npx preview-stacks deploy --branch ${shellWord(branch)}`, 1200)}`;
}

/** What the comment of a removed preview says. */
export function goneComment(
  settings: ResolvedSettings,
  notice: Pick<RemovalNotice, 'targetId' | 'branch' | 'because'>,
  at: Date,
): string {
  const { targetId, branch, because } = notice;
  return [
    commentMarker(settings.project, targetId),
    `### ${headlines.gone}`,
    `It was taken away with its data because ${codeSpan(because, 400)}. A push to the branch makes a new one.`,
    factsWithout(settings, branch),
    `Last change ${moment(at)}. This comment is edited in place.`,
  ].join('\n\n');
}

/** What the comment says where nothing was announced yet. */
export function noneComment(settings: ResolvedSettings, otherwise: string, at: Date): string {
  const { project, target, branch } = settings;
  return [
    commentMarker(project, namesOf(project, target).targetId),
    `### ${headlines.skipped}`,
    sentence(otherwise, 400),
    factsWithout(settings, branch),
    `Last change ${moment(at)}. This comment is edited in place.`,
  ].join('\n\n');
}

/** The facts of a preview that there is not. */
function factsWithout(settings: ResolvedSettings, branch: string): string {
  const commands = commandsLine(settings, 'none');
  return [`- **Branch** ${codeSpan(branch, 255)}`, ...(commands === undefined ? [] : [`- ${commands}`])].join('\n');
}
