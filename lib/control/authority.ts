import type { AskedPullRequest, Permission } from '../ports/conversations';
import type { ControlSettings } from '../settings/ci-settings';
import { duration } from '../text/duration';
import { visible } from '../text/visible';
import type { ControlCommand, ControlVerb } from './command';
import { questions } from './deeds';

/** Who asks for what, with all that decides whether it is done. Everything of it is read at the moment of acting. */
export interface Asked {
  readonly command: ControlCommand;
  /** Raw name of the branch that it is about. @default none */
  readonly branch?: string;
  /** Whether that branch deploys staging or production. */
  readonly isStage: boolean;
  readonly login: string;
  /** Whether a person asks, and no bot or app. */
  readonly isPerson: boolean;
  readonly permission: Permission;
  /** Where it is asked. @default in a chat or on a page */
  readonly pullRequest?: Pick<AskedPullRequest, 'isOurs' | 'open' | 'author'>;
  /** How long `keep` asks for beyond now, in milliseconds. @default `keep` without it is held for `forever` */
  readonly wish?: number | 'forever';
}

/** The settings that decide it: those of the default branch. */
export type ControlPolicy = Pick<ControlSettings, 'allow' | 'longKeepDays'>;

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** Stable, for the audit. */
      readonly code: RefusalCode;
      /** Sentences in plain text; logins in it are shown, not obeyed. */
      readonly because: string;
      /** No answer at all: two programs would answer each other without end. */
      readonly silent?: true;
    };

export type RefusalCode =
  | 'asked-by-program'
  | 'asked-without-right'
  | 'asked-from-fork'
  | 'asked-when-closed'
  | 'asked-of-no-branch'
  | 'asked-of-stage'
  | 'asked-beyond-allowed';

/** A preview of a closed pull request may have to be looked at, and to go. */
const whenClosed: readonly ControlVerb[] = ['status', 'why', 'destroy', 'help'];

const day = 86_400_000;

/**
 * Whether it is done, by what GitHub says of the person's rights. What an event says of its author (`author_association`) is never asked: MEMBER is
 * one of the organization, with or without rights here (GitHub's documentation of GraphQL, CommentAuthorAssociation, November 2026).
 */
export function decide(asked: Asked, policy: ControlPolicy): Verdict {
  return refusalOf(asked, policy) ?? { allowed: true };
}

type Refusal = Extract<Verdict, { allowed: false }>;

function refusalOf(asked: Asked, policy: ControlPolicy): Refusal | undefined {
  const { command, branch, isStage, login, isPerson, permission, pullRequest } = asked;
  const { verb } = command;
  if (!isPerson) return { ...refused('asked-by-program', 'A bot or an app asks, and only people may.'), silent: true };
  if (!mayWrite(permission)) {
    // Questions, too: logs, costs and errors are for those who could read them in AWS, and a stranger could have us answer all day.
    return refused(
      'asked-without-right',
      `${shown(login)} may not write to this repository, and only those may ask who do.`,
    );
  }
  if (pullRequest && !pullRequest.isOurs) {
    return refused('asked-from-fork', 'The branch of this pull request is in a fork, and forks have no previews.');
  }
  if (pullRequest && !pullRequest.open && !whenClosed.includes(verb)) {
    const left = whenClosed.map((one) => `\`${one}\``).join(', ');
    return refused('asked-when-closed', `This pull request is closed: only ${left} are left.`);
  }
  if (verb === 'help') return undefined;
  if (isStage) {
    return refused('asked-of-stage', 'This branch deploys staging or production, and only previews are steered so.');
  }
  if (branch === undefined && !questions.includes(verb)) {
    return refused('asked-of-no-branch', 'It does not say of which branch.');
  }
  return beyondAllowed(asked, policy);
}

function beyondAllowed(asked: Asked, { allow, longKeepDays }: ControlPolicy): Refusal | undefined {
  const { command } = asked;
  if (command.verb === 'destroy')
    return unlessAmong(asked, allow.destroy, 'control.allow.destroy', 'delete this preview');
  if (command.verb !== 'keep' || command.longer === false) return undefined;
  const { wish = 'forever' } = asked;
  if (command.forever || wish === 'forever' || !Number.isFinite(wish)) {
    return unlessAmong(asked, allow.forever, 'control.allow.forever', 'keep a preview without an end');
  }
  if (wish <= longKeepDays * day) return undefined;
  const what = `keep a preview for ${duration(wish)}: more than ${longKeepDays} d is long`;
  return unlessAmong(asked, allow.longKeeps, 'control.allow.longKeeps', what);
}

function unlessAmong(
  asked: Asked,
  who: ControlPolicy['allow']['destroy'],
  setting: string,
  what: string,
): Refusal | undefined {
  if (isAmong(asked, who)) return undefined;
  return refused('asked-beyond-allowed', `${shown(asked.login)} may not ${what}. ${whoMay(who)} (${setting}).`);
}

/** Who may write is asked before. */
function isAmong({ login, permission, pullRequest }: Asked, who: ControlPolicy['allow']['destroy']): boolean {
  if (who === 'write') return true;
  if (who === 'admin') return permission === 'admin';
  if (who === 'author') return permission === 'admin' || (pullRequest !== undefined && same(login, pullRequest.author));
  return who.some((one) => same(login, one));
}

function whoMay(who: ControlPolicy['allow']['destroy']): string {
  if (who === 'write') return 'All who may write to the repository may';
  if (who === 'admin') return 'Admins of the repository may';
  if (who === 'author') return 'Who opened the pull request may, and admins of the repository';
  return who.length === 0 ? 'No one may' : `These may: ${who.map(shown).join(', ')}`;
}

function mayWrite(permission: Permission): boolean {
  return permission === 'write' || permission === 'admin';
}

/** Logins have ASCII letters alone, and GitHub takes capitals and small ones for the same. */
function same(one: string, other: string): boolean {
  return one !== '' && /^[\x21-\x7e]+$/.test(one + other) && one.toLowerCase() === other.toLowerCase();
}

function shown(login: string): string {
  return visible(login, 60) || 'Someone without a name';
}

function refused(code: RefusalCode, because: string): Refusal {
  return { allowed: false, code, because };
}
