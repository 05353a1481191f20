import type { Checkout } from '../../../lib/ports/checkout';

export interface CheckoutWorld {
  readonly checkout: Checkout;
  /** What is checked out. */
  readonly commit: string;
  /** First line of its message. */
  readonly subject: string;
  /** Another commit with the same files. */
  readonly twin: string;
  /** A commit with other files. */
  readonly other: string;
}

/** What every Checkout keeps. `onBranch` has a branch checked out, `detached` none, `foreign` is a build of a fork. */
export function describeCheckoutContract(
  name: string,
  make: (kind: { branch: string } | 'detached' | 'foreign') => CheckoutWorld,
): void {
  describe(`a checkout kept by ${name}`, () => {
    test('names the branch raw and the commit in full', async () => {
      const { checkout, commit } = make({ branch: 'Feature/日本語#1' });
      expect(await checkout.branch()).toBe('Feature/日本語#1');
      expect(await checkout.commit()).toBe(commit);
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(await checkout.foreign()).toBeUndefined();
    });

    test('tells the first line of the message of the commit', async () => {
      const { checkout, subject } = make({ branch: 'main-page' });
      expect(await checkout.subject()).toBe(subject);
      expect(subject).not.toBe('');
    });

    test('tells commits with the same files from others, and of a commit that it does not have nothing', async () => {
      const { checkout, commit, twin, other } = make({ branch: 'main-page' });
      const tree = await checkout.tree(commit);
      expect(tree).toMatch(/^[0-9a-f]{40}$/);
      expect(twin).not.toBe(commit);
      expect(await checkout.tree(twin)).toBe(tree);
      expect(await checkout.tree(other)).toMatch(/^[0-9a-f]{40}$/);
      expect(await checkout.tree(other)).not.toBe(tree);
      expect(await checkout.tree('0'.repeat(40))).toBeUndefined();
    });

    test('says of a commit that it does not have that it knows no more, and of no CI that it is no job', async () => {
      const { checkout } = make({ branch: 'main-page' });
      expect(await checkout.standing('0'.repeat(40))).toBe('unknown');
      expect(await checkout.inJob()).toBe(false);
    });

    test('knows of no run where no CI runs', async () => {
      expect(await make({ branch: 'main-page' }).checkout.run()).toBeUndefined();
    });

    test('has no branch on a detached head that no CI variable explains', async () => {
      expect(await make('detached').checkout.branch()).toBeUndefined();
    });

    test('says why a build of a fork is foreign', async () => {
      expect(await make('foreign').checkout.foreign()).toContain('fork');
    });
  });
}
