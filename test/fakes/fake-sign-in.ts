import type { Attempt, SignedIn, SignIn } from '../../lib/ports/sign-in';
import { FaultSwitch } from './fault-switch';

/** A forge at which people sign in, in memory. */
export class FakeSignIn implements SignIn {
  readonly faults = new FaultSwitch<'who'>();
  /** Who sits before the browser. */
  visitor: SignedIn = { login: 'ann', id: 1 };
  private readonly codes = new Map<
    string,
    { readonly person: SignedIn; readonly verifier: string; readonly back: string }
  >();

  address({ state, verifier, back }: Attempt, choose = false): string {
    return `https://forge.test/agree?${new URLSearchParams({ state, verifier, back, choose: String(choose) })}`;
  }

  /** The person agrees there: the address to which the browser is sent back. */
  agree(address: string): string {
    const { searchParams: query } = new URL(address);
    const code = `code-${this.codes.size + 1}`;
    const back = query.get('back') ?? '';
    this.codes.set(code, { person: this.visitor, verifier: query.get('verifier') ?? '', back });
    return `${back}?${new URLSearchParams({ code, state: query.get('state') ?? '' })}`;
  }

  async who(code: string, { verifier, back }: Omit<Attempt, 'state'>): Promise<SignedIn | undefined> {
    this.faults.trip('who');
    const given = this.codes.get(code);
    if (!given) return undefined;
    this.codes.set(code, { ...given, verifier: 'used' });
    return given.verifier === verifier && given.back === back ? given.person : undefined;
  }
}
