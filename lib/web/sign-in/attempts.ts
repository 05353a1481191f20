import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { Attempt } from '../../ports/sign-in';
import { isSecret, newSecret } from '../guard/secret';
import { isOver } from './is-over';

/** One that a browser began. */
export interface Begun extends Attempt {
  /** Known to that browser alone: others cannot end what it began, nor be made to. */
  readonly browser: string;
  /** Where it goes afterwards. */
  readonly to: string;
}

/** GitHub's codes are good for 10 minutes. */
export const attemptMs = 600_000;
/** Anyone can begin: then the oldest make place. */
const most = 10_000;

/** Sign-ins that were begun and have not ended. Each ends once. */
export class Attempts {
  private readonly begun = new Map<string, { readonly attempt: Begun; readonly at: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly back: string,
  ) {}

  begin(to: string): Begun {
    const attempt = { state: newSecret(), verifier: newSecret(), browser: newSecret(), back: this.back, to };
    const [oldest] = this.begun.keys();
    if (this.begun.size >= most && oldest !== undefined) this.begun.delete(oldest);
    this.begun.set(keyOf(attempt.state), { attempt, at: this.clock.now().getTime() });
    return attempt;
  }

  /** @param browsers what the browser says that it is, in its cookies */
  end(state: string, browsers: readonly string[]): Begun | undefined {
    const key = keyOf(state);
    const found = this.begun.get(key);
    this.begun.delete(key);
    if (!found || isOver(found.at, attemptMs, this.clock)) return undefined;
    return browsers.some((browser) => isSecret(browser, found.attempt.browser)) ? found.attempt : undefined;
  }
}

/** Looked up by its hash, so that the time of a look-up tells nothing. */
function keyOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
