import type { CommentEvents } from '../../../lib/ports/comment-event';

/** What somebody said. */
export interface SaidComment {
  readonly login: string;
  readonly body: string;
  readonly action?: 'created' | 'edited' | 'deleted';
  /** On an issue that is no pull request. @default false */
  readonly issue?: boolean;
  /** Through this app. @default none */
  readonly app?: string;
}

/** The job that the forge starts for a comment on pull request 1 of `acme/shop`. */
export interface CommentEventsWorld {
  readonly events: CommentEvents;
  /** Id of the comment. */
  readonly comment: number;
}

/** What every CommentEvents keeps. */
export function describeCommentEventsContract(
  name: string,
  make: (said: SaidComment) => Promise<CommentEventsWorld>,
): void {
  describe(`comment events kept by ${name}`, () => {
    test.each([
      '/preview status',
      '/preview keep 3d\r\n\r\n> quoted\n```\n/preview destroy\n```',
      '',
      '$(id) `id` $' + "{{ 'x' }} 日本語 🚀",
    ])('give the comment to the letter: %j', async (body) => {
      const { events, comment } = await make({ login: 'ann', body });
      expect(await events.read()).toEqual({
        action: 'created',
        repository: 'acme/shop',
        number: 1,
        isPullRequest: true,
        comment,
        body,
        author: 'ann',
        authorId: expect.any(Number),
        isPerson: true,
      });
    });

    test.each(['edited', 'deleted'] as const)('say that a comment was %s', async (action) => {
      const { events } = await make({ login: 'ann', body: '/preview destroy', action });
      expect(await events.read()).toMatchObject({ action });
    });

    test('tell a pull request from an issue', async () => {
      const { events } = await make({ login: 'ann', body: '/preview status', issue: true });
      expect(await events.read()).toMatchObject({ isPullRequest: false });
    });

    test.each([
      { login: 'dependabot[bot]', body: '/preview destroy' },
      { login: 'ann', body: '/preview destroy', app: 'some-app' },
    ])('tell a bot and an app from a person: %j', async (said) => {
      const { events } = await make(said);
      expect(await events.read()).toMatchObject({ author: said.login, isPerson: false });
    });
  });
}
