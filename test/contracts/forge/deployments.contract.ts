import type { DeploymentRequest, Deployments } from '../../../lib/ports/deployments';
import { collect } from '../collect';

/** Deployments of the kind under test, and what the world does to them. */
export interface DeploymentsWorld {
  readonly deployments: Deployments;
  /** A full SHA that the repository knows. */
  readonly commit: string;
  /** What people read beside the newest status. */
  shownDescription(id: number): string | undefined;
  /** Someone deletes a deployment. */
  forget(id: number): void;
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every Deployments keeps. The world starts without any. */
export function describeDeploymentsContract(name: string, make: () => Promise<DeploymentsWorld>): void {
  const request = (commit: string, environment = 'preview/login'): DeploymentRequest => ({
    environment,
    commit,
    description: 'a preview',
    production: false,
    transient: true,
  });

  describe(`deployments kept by ${name}`, () => {
    test('are listed newest first, of one environment or of all', async () => {
      const { deployments, commit } = await make();
      expect(await collect(deployments.list())).toEqual([]);
      const first = await deployments.create(request(commit));
      const other = await deployments.create(request(commit, 'preview/fix#1 & more'));
      const second = await deployments.create(request(commit));
      const ids = async (query?: { environment: string }) =>
        (await collect(deployments.list(query))).map(({ id }) => id);
      expect(await ids()).toEqual([second.id, other.id, first.id]);
      expect(await ids({ environment: 'preview/login' })).toEqual([second.id, first.id]);
      expect(await ids({ environment: 'preview/fix#1 & more' })).toEqual([other.id]);
      expect(await ids({ environment: 'preview' })).toEqual([]);
    });

    test('tell what was asked for, and when it was made', async () => {
      const { deployments, commit } = await make();
      const made = await deployments.create(request(commit));
      expect(made).toMatchObject({ environment: 'preview/login', commit });
      expect(made.createdAt.getTime()).not.toBeNaN();
      expect(await collect(deployments.list())).toEqual([made]);
    });

    test('have no state until one is set, and then the newest', async () => {
      const { deployments, commit } = await make();
      const { id } = await deployments.create(request(commit));
      expect(await deployments.status(id)).toBeUndefined();
      expect(await deployments.setStatus(id, { state: 'in_progress', description: 'begun' })).toBe('set');
      const url = 'https://login.preview.acme.dev';
      await deployments.setStatus(id, { state: 'success', description: 'ready', url, logUrl: 'https://ci.dev/1' });
      expect(await deployments.status(id)).toEqual({
        state: 'success',
        description: 'ready',
        url,
        logUrl: 'https://ci.dev/1',
      });
      await deployments.setStatus(id, { state: 'inactive', description: 'gone' });
      expect(await deployments.status(id)).toEqual({ state: 'inactive', description: 'gone' });
    });

    test('leave the state of others as it is', async () => {
      const { deployments, commit } = await make();
      const former = await deployments.create({ ...request(commit, 'staging'), transient: false });
      await deployments.setStatus(former.id, { state: 'success', description: 'ready' });
      const next = await deployments.create({ ...request(commit, 'staging'), transient: false });
      await deployments.setStatus(next.id, { state: 'success', description: 'ready' });
      expect(await deployments.status(former.id)).toEqual({ state: 'success', description: 'ready' });
    });

    test('take any description, and show 140 characters of it on one line', async () => {
      const { deployments, commit, shownDescription } = await make();
      const { id } = await deployments.create({ ...request(commit), description: '😀'.repeat(200) });
      await deployments.setStatus(id, { state: 'failure', description: `a\nb ${'😀'.repeat(200)}` });
      expect(shownDescription(id)).toBe(`a b ${'😀'.repeat(135)}…`);
      await deployments.setStatus(id, { state: 'failure', description: 'x'.repeat(140) });
      expect(shownDescription(id)).toBe('x'.repeat(140));
    });

    test('that are gone say so', async () => {
      const { deployments, commit, forget } = await make();
      const { id } = await deployments.create(request(commit));
      forget(id);
      expect(await deployments.setStatus(id, { state: 'inactive', description: 'gone' })).toBe('gone');
      expect(await deployments.status(id)).toBeUndefined();
      expect(await collect(deployments.list())).toEqual([]);
    });

    test('throw with the fault of the world when the forge does not answer', async () => {
      const { deployments, commit, cutOff } = await make();
      const { id } = await deployments.create(request(commit));
      cutOff();
      const fault = { fault: 'world' };
      await expect(collect(deployments.list())).rejects.toMatchObject(fault);
      await expect(deployments.status(id)).rejects.toMatchObject(fault);
      await expect(deployments.create(request(commit))).rejects.toMatchObject(fault);
      await expect(deployments.setStatus(id, { state: 'error', description: '' })).rejects.toMatchObject(fault);
    });
  });
}
