import type { CommitStatus, CommitStatuses } from '../../../lib/ports/commit-statuses';

/** Commit statuses of the kind under test. */
export interface CommitStatusesWorld {
  readonly commitStatuses: CommitStatuses;
  /** A full SHA that the repository knows. */
  readonly commit: string;
  /** The one that counts. */
  newest(context: string): CommitStatus | undefined;
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every CommitStatuses keeps. */
export function describeCommitStatusesContract(name: string, make: () => Promise<CommitStatusesWorld>): void {
  const context = 'preview/login';

  describe(`commit statuses kept by ${name}`, () => {
    test('show the newest of each context', async () => {
      const { commitStatuses, commit, newest } = await make();
      const url = 'https://login.preview.acme.dev';
      await commitStatuses.set(commit, { context, state: 'pending', description: 'deploying' });
      await commitStatuses.set(commit, { context: 'staging', state: 'failure', description: 'unhealthy' });
      expect(newest(context)).toEqual({ context, state: 'pending', description: 'deploying' });
      await commitStatuses.set(commit, { context, state: 'success', description: 'ready', url });
      expect(newest(context)).toEqual({ context, state: 'success', description: 'ready', url });
      expect(newest('staging')?.state).toBe('failure');
    });

    test('take any description, and show 140 characters of it on one line', async () => {
      const { commitStatuses, commit, newest } = await make();
      await commitStatuses.set(commit, { context, state: 'error', description: `a\nb ${'ä'.repeat(200)}` });
      expect(newest(context)?.description).toBe(`a b ${'ä'.repeat(135)}…`);
    });

    test('throw with the fault of the world when the forge does not answer', async () => {
      const { commitStatuses, commit, cutOff } = await make();
      cutOff();
      const setting = commitStatuses.set(commit, { context, state: 'pending', description: '' });
      await expect(setting).rejects.toMatchObject({ fault: 'world' });
    });
  });
}
