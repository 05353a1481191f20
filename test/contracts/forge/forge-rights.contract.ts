import type { ForgeRight, ForgeRights } from '../../../lib/ports/forge-rights';

/** Rights of the kind under test, and what the world does to them. */
export interface ForgeRightsWorld {
  readonly rights: ForgeRights;
  /** Whom the token stands for. */
  readonly login: string;
  /** Takes a right away from the token. */
  deny(right: ForgeRight): void;
  /** From now on the forge does not answer. */
  cutOff(): void;
}

/** What every ForgeRights keeps. The world starts with every right. */
export function describeForgeRightsContract(name: string, make: () => Promise<ForgeRightsWorld>): void {
  const all: readonly ForgeRight[] = [
    'read branches',
    'write deployments',
    'write commit statuses',
    'write pull-request comments',
  ];

  describe(`rights kept by ${name}`, () => {
    test('come in their order, each with how it is known', async () => {
      const findings = await (await make()).rights.check();
      expect(findings.map(({ right, state }) => [right, state])).toEqual(all.map((right) => [right, 'granted']));
      for (const { reason } of findings) expect(reason).not.toBe('');
    });

    test.each(all)('without the one to %s say just that, and what to do', async (denied) => {
      const { rights, deny } = await make();
      deny(denied);
      const findings = await rights.check();
      expect(findings.filter(({ state }) => state !== 'granted')).toEqual([
        { right: denied, state: 'missing', reason: expect.any(String), hint: expect.any(String) },
      ]);
    });

    test('name whom the token stands for and what is left of the hour', async () => {
      const { rights, login } = await make();
      expect(await rights.login()).toBe(login);
      const limit = await rights.rateLimit();
      expect(limit?.remaining).toBeLessThanOrEqual(limit?.limit ?? 0);
      expect(limit?.resetsAt.getTime()).not.toBeNaN();
    });

    test('are unknown when the forge does not answer, and every other call is an error', async () => {
      const { rights, cutOff } = await make();
      cutOff();
      expect((await rights.check()).map(({ state }) => state)).toEqual(all.map(() => 'unknown'));
      await expect(rights.login()).rejects.toMatchObject({ fault: 'world' });
      await expect(rights.rateLimit()).rejects.toMatchObject({ fault: 'world' });
    });
  });
}
