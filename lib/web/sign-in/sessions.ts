import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { Permission } from '../../ports/conversations';
import type { SignedIn } from '../../ports/sign-in';
import { newSecret } from '../guard/secret';
import { isOver } from './is-over';

/** A person in one browser. */
export interface Session {
  readonly person: SignedIn;
  readonly begunAt: number;
  usedAt: number;
  /** As GitHub said it last, and when. @default GitHub could not be asked */
  said: { readonly permission: Permission; readonly at: number } | undefined;
  /** Aborted ends what this session has open; another one takes its place while the session goes on. */
  open: AbortController;
}

const longestMs = 8 * 3_600_000;
const idleMs = 3_600_000;
/** A laptop, a phone and some that were forgotten. */
const mostOfPerson = 5;
const mostInAll = 500;

/** Sessions in memory: a restart ends all of them. */
export class Sessions {
  private readonly byKey = new Map<string, Session>();

  constructor(private readonly clock: Clock) {}

  /** Returns what the browser has to show from now on. What it showed before is never taken on. */
  begin(person: SignedIn, permission: Permission): string {
    const secret = newSecret();
    const at = this.clock.now().getTime();
    // The map keeps the order in which they began.
    const own = this.all().filter((one) => one.person.id === person.id);
    if (own.length >= mostOfPerson) this.end(own[0]);
    if (this.byKey.size >= mostInAll) this.end(this.all()[0]);
    this.byKey.set(keyOf(secret), {
      ...{ person, begunAt: at, usedAt: at, said: { permission, at }, open: new AbortController() },
    });
    return secret;
  }

  /** The session that one of these belongs to, if it has not ended. */
  of(secrets: readonly string[]): Session | undefined {
    const found = secrets.map((secret) => this.byKey.get(keyOf(secret))).find((session) => session !== undefined);
    if (!found || !this.hasEnded(found)) return found;
    this.end(found);
    return undefined;
  }

  all(): readonly Session[] {
    return [...this.byKey.values()];
  }

  /** Ends those whose time has come. */
  sweep(): void {
    for (const session of this.all()) if (this.hasEnded(session)) this.end(session);
  }

  end(session: Session | undefined): void {
    for (const [key, one] of this.byKey) if (one === session) this.byKey.delete(key);
    session?.open.abort();
  }

  private hasEnded({ begunAt, usedAt }: Session): boolean {
    return isOver(begunAt, longestMs, this.clock) || isOver(usedAt, idleMs, this.clock);
  }
}

function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
