import type { SignedIn, SignIn } from '../../../lib/ports/sign-in';

/** A sign-in of the kind under test, and the person before the browser. */
export interface SignInWorld {
  readonly signIn: SignIn;
  /** The address to come back to, as the app is registered. */
  readonly back: string;
  /** From now on this person sits before the browser. Returns the account. */
  sit(login: string): SignedIn;
  /** The browser goes to this address, and the person agrees: where it is sent back to. */
  agree(address: string): Promise<URL>;
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every SignIn keeps. */
export function describeSignInContract(name: string, make: () => Promise<SignInWorld>): void {
  const verifier = 'v'.repeat(43);

  describe(`sign-in kept by ${name}`, () => {
    const begin = async () => {
      const world = await make();
      const person = world.sit('ann');
      const attempt = { state: 's+ /?&=ä', verifier, back: world.back };
      const came = await world.agree(world.signIn.address(attempt));
      return { ...world, person, attempt, came, code: came.searchParams.get('code') ?? '' };
    };

    test('who agrees comes back with the state, and with a code for who it is', async () => {
      const { signIn, person, attempt, came, code, back } = await begin();
      expect(`${came.origin}${came.pathname}`).toBe(back);
      expect(came.searchParams.get('state')).toBe(attempt.state);
      expect(await signIn.who(code, attempt)).toEqual(person);
    });

    test('a code is good once', async () => {
      const { signIn, attempt, code } = await begin();
      await signIn.who(code, attempt);
      expect(await signIn.who(code, attempt)).toBeUndefined();
    });

    test('a code is good for the one who began', async () => {
      const { signIn, attempt, code } = await begin();
      expect(await signIn.who(code, { ...attempt, verifier: 'w'.repeat(43) })).toBeUndefined();
    });

    test.each(['', 'guessed', '\r\nx: y', 'x'.repeat(2000)])(
      'a code that was never given, %j, is no one',
      async (code) => {
        const { signIn, attempt } = await begin();
        expect(await signIn.who(code, attempt)).toBeUndefined();
      },
    );

    test('throw with the fault of the world when the forge does not answer', async () => {
      const { signIn, attempt, code, cutOff } = await begin();
      cutOff();
      await expect(signIn.who(code, attempt)).rejects.toMatchObject({ fault: 'world' });
    });
  });
}
