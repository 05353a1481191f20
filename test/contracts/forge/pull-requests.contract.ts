import type { PullRequests } from '../../../lib/ports/pull-requests';
import { collect } from '../collect';

/** Pull requests of the kind under test, and what people do to them. */
export interface PullRequestsWorld {
  readonly pullRequests: PullRequests;
  /** Returns its number. */
  open(branch: string, more?: { readonly fork?: boolean; readonly title?: string; readonly author?: string }): number;
  close(pullRequest: number): void;
  /** Another user than ours comments. */
  say(pullRequest: number, body: string): void;
  /** Somebody deletes a comment. */
  forget(comment: number): void;
  /** All comments, by everybody. */
  bodies(pullRequest: number): readonly string[];
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every PullRequests keeps. The world starts without any. */
export function describePullRequestsContract(name: string, make: () => Promise<PullRequestsWorld>): void {
  const marker = '<!-- preview: login -->';

  describe(`pull requests kept by ${name}`, () => {
    test('of a branch are listed newest first, the open ones or all', async () => {
      const { pullRequests, open, close } = await make();
      const [first, , second, third] = [open('login'), open('other'), open('login'), open('login')];
      close(second ?? 0);
      expect(await collect(pullRequests.ofBranch('login', 'open'))).toEqual([
        { number: third, open: true },
        { number: first, open: true },
      ]);
      expect(await collect(pullRequests.ofBranch('login', 'all'))).toEqual([
        { number: third, open: true },
        { number: second, open: false },
        { number: first, open: true },
      ]);
      expect(await collect(pullRequests.ofBranch('nothing', 'all'))).toEqual([]);
    });

    test('of a fork with a branch of the same name are not ours', async () => {
      const { pullRequests, open } = await make();
      open('login', { fork: true });
      const ours = open('login');
      open('login', { fork: true });
      expect(await collect(pullRequests.ofBranch('login', 'all'))).toEqual([{ number: ours, open: true }]);
    });

    test('are listed together, the open ones of all branches but those of forks, newest first', async () => {
      const { pullRequests, open, close } = await make();
      const title = '<b>`x`</b> \u202e @acme/all 日本語';
      const first = open('feature/a&b=c', { title, author: 'mona' });
      close(open('closed'));
      open('login', { fork: true });
      const last = open('login');
      const url = (number: number) => `https://github.com/acme/shop/pull/${number}`;
      expect(await collect(pullRequests.allOpen())).toEqual([
        { number: last, title: 'About login', author: 'ann', branch: 'login', url: url(last) },
        { number: first, title, author: 'mona', branch: 'feature/a&b=c', url: url(first) },
      ]);
    });

    test('are listed together to the last of 250', async () => {
      const { pullRequests, open } = await make();
      for (let count = 1; count <= 250; count += 1) open(`branch-${count}`);
      const numbers = (await collect(pullRequests.allOpen())).map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
    });

    test.each(['fix#1', 'feature/a&b=c', 'a+b', '100%', '日本語', "$(id)'", 'Login'])(
      'of branch %s are those of exactly this branch',
      async (branch) => {
        const { pullRequests, open } = await make();
        open('login');
        const number = open(branch);
        expect(await collect(pullRequests.ofBranch(branch, 'open'))).toEqual([{ number, open: true }]);
      },
    );

    test('find our own comment by its text, not the one that another user made', async () => {
      const { pullRequests, open, say } = await make();
      const number = open('login');
      say(number, `${marker} I can do that too`);
      const made = await pullRequests.comment(number, `${marker}\nhello`);
      await pullRequests.comment(number, 'without it');
      await pullRequests.comment(open('other'), `${marker} elsewhere`);
      expect(made.body).toBe(`${marker}\nhello`);
      expect(await collect(pullRequests.ownComments(number, marker))).toEqual([made]);
    });

    test('find own comments oldest first, behind 300 of others', async () => {
      const { pullRequests, open, say } = await make();
      const number = open('login');
      const first = await pullRequests.comment(number, `${marker} 1`);
      for (let count = 0; count < 300; count += 1) say(number, `comment ${count}`);
      const last = await pullRequests.comment(number, `${marker} 2`);
      expect(await collect(pullRequests.ownComments(number, marker))).toEqual([first, last]);
    });

    test('keep one comment that is edited in place', async () => {
      const { pullRequests, open, close, bodies } = await make();
      const number = open('login');
      const { id } = await pullRequests.comment(number, `${marker} deploying`);
      expect(await pullRequests.edit(id, `${marker} ready <b>@all</b> \`x\``)).toBe('edited');
      close(number);
      expect(await pullRequests.edit(id, `${marker} gone`)).toBe('edited');
      expect(bodies(number)).toEqual([`${marker} gone`]);
    });

    test('say when a comment is gone, and remove one that is gone without a word', async () => {
      const { pullRequests, open, forget, bodies } = await make();
      const number = open('login');
      const [one, other] = [await pullRequests.comment(number, 'one'), await pullRequests.comment(number, 'other')];
      forget(one.id);
      expect(await pullRequests.edit(one.id, 'again')).toBe('gone');
      await pullRequests.remove(other.id);
      await pullRequests.remove(other.id);
      expect(bodies(number)).toEqual([]);
    });

    test('throw with the fault of the world when the forge does not answer', async () => {
      const { pullRequests, open, cutOff } = await make();
      const number = open('login');
      const { id } = await pullRequests.comment(number, marker);
      cutOff();
      const fault = { fault: 'world' };
      await expect(collect(pullRequests.ofBranch('login', 'open'))).rejects.toMatchObject(fault);
      await expect(collect(pullRequests.allOpen())).rejects.toMatchObject(fault);
      await expect(collect(pullRequests.ownComments(number, marker))).rejects.toMatchObject(fault);
      await expect(pullRequests.comment(number, 'x')).rejects.toMatchObject(fault);
      await expect(pullRequests.edit(id, 'x')).rejects.toMatchObject(fault);
      await expect(pullRequests.remove(id)).rejects.toMatchObject(fault);
    });
  });
}
