import type { Conversations, Permission } from '../../../lib/ports/conversations';

/** Conversations of the kind under test, and what people do there. */
export interface ConversationsWorld {
  readonly conversations: Conversations;
  /** From now on this person may do that; returns the number of the account. */
  allow(login: string, permission: Exclude<Permission, 'none'>): number;
  /** Opens a pull request of a branch with this head; returns its number. */
  open(branch: string, commit: string, from?: { readonly fork: boolean }): number;
  close(pullRequest: number): void;
  /** Somebody comments; returns the comment's id. */
  say(pullRequest: number): number;
  /** Somebody deletes a comment. */
  forget(comment: number): void;
  /** How many reactions a comment has. */
  reactions(comment: number): number;
  /** The repository is for its members only, or for everybody. */
  setPublic(isPublic: boolean): void;
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every Conversations keeps. The world starts with a repository for its members only, and has no member yet. */
export function describeConversationsContract(name: string, make: () => Promise<ConversationsWorld>): void {
  const commit = 'c'.repeat(40);

  describe(`conversations kept by ${name}`, () => {
    test.each(['admin', 'write', 'read'] as const)('a person may do what the forge says: %s', async (permission) => {
      const { conversations, allow } = await make();
      allow('ann', permission);
      allow('bob', 'read');
      expect(await conversations.permission('ann')).toBe(permission);
      expect(await conversations.permission('ANN')).toBe(permission);
    });

    test('a name that is another account by now may do nothing', async () => {
      const { conversations, allow } = await make();
      const id = allow('ann', 'write');
      expect(await conversations.permission('ann', id)).toBe('write');
      expect(await conversations.permission('ann', id + 1)).toBe('none');
    });

    test.each([
      'stranger',
      '',
      '.',
      '..',
      '../../..',
      'ann/permission',
      'ann\n',
      'ann b',
      'dependabot[bot]',
      'x'.repeat(300),
    ])('a name that there is not, %j, may do nothing', async (login) => {
      const { conversations, allow } = await make();
      allow('ann', 'admin');
      expect(await conversations.permission(login)).toBe('none');
    });

    test('a pull request is as it is now: its branch, its head, and whether it is open', async () => {
      const { conversations, open, close } = await make();
      const number = open('feature/日本語', commit);
      const expected = { number, open: true, branch: 'feature/日本語', commit, isOurs: true, author: 'ann' };
      expect(await conversations.pullRequest(number)).toEqual(expected);
      close(number);
      expect(await conversations.pullRequest(number)).toEqual({ ...expected, open: false });
    });

    test('a pull request of a fork is not ours, though its branch is called main', async () => {
      const { conversations, open } = await make();
      const number = open('main', commit, { fork: true });
      expect(await conversations.pullRequest(number)).toMatchObject({ branch: 'main', isOurs: false });
    });

    test('a number that no pull request has is undefined', async () => {
      const { conversations } = await make();
      expect(await conversations.pullRequest(4711)).toBeUndefined();
    });

    test('a reaction is there once, however often it is asked for', async () => {
      const { conversations, open, say, reactions } = await make();
      const comment = say(open('login', commit));
      expect(await conversations.react(comment, 'eyes')).toBe('done');
      expect(await conversations.react(comment, 'eyes')).toBe('done');
      expect(await conversations.react(comment, 'rocket')).toBe('done');
      expect(reactions(comment)).toBe(2);
    });

    test('a comment that somebody deleted is gone', async () => {
      const { conversations, open, say, forget } = await make();
      const comment = say(open('login', commit));
      forget(comment);
      expect(await conversations.react(comment, 'confused')).toBe('gone');
    });

    test('the forge says whether anybody may read', async () => {
      const { conversations, setPublic } = await make();
      expect(await conversations.isPublic()).toBe(false);
      setPublic(true);
      expect(await conversations.isPublic()).toBe(true);
    });

    test('throw with the fault of the world when the forge does not answer', async () => {
      const { conversations, open, say, allow, cutOff } = await make();
      allow('ann', 'admin');
      const number = open('login', commit);
      const comment = say(number);
      cutOff();
      const fault = { fault: 'world' };
      await expect(conversations.permission('ann')).rejects.toMatchObject(fault);
      await expect(conversations.pullRequest(number)).rejects.toMatchObject(fault);
      await expect(conversations.react(comment, 'eyes')).rejects.toMatchObject(fault);
      await expect(conversations.isPublic()).rejects.toMatchObject(fault);
    });
  });
}
