import type { GitHubRepository } from '../../../lib/facts/ci-repository';
import type { ForgeIdentity } from '../../../lib/ports/forge-identity';

/** An identity of the kind under test, and what the world makes of it. */
export interface ForgeIdentityWorld {
  readonly identity: ForgeIdentity;
  /** The forge knows the repository as this from now on, and redirects from former names. */
  become(repository: GitHubRepository): void;
  /** Subjects consist of these claims from now on. */
  customise(claims: readonly string[]): void;
  /** From now on no answer comes that could be used. */
  cutOff(): void;
}

/** What every ForgeIdentity keeps. The world starts with `acme/shop` and subjects of the default form. */
export function describeForgeIdentityContract(name: string, make: () => Promise<ForgeIdentityWorld>): void {
  describe(`the identity of a repository kept by ${name}`, () => {
    test.each([
      { id: 456789, ownerId: 123456, fullName: 'acme/shop' },
      { id: Number.MAX_SAFE_INTEGER, ownerId: 1, fullName: 'Acme/Shop' },
      { id: 456789, ownerId: 99, fullName: 'other/store' },
    ])('is its numbers, and its name as it is spelled now: %j', async (repository) => {
      const { identity, become } = await make();
      become(repository);
      expect(await identity.repository()).toEqual(repository);
    });

    test('says in which form subjects of jobs are written', async () => {
      const { identity, customise } = await make();
      expect(await identity.jobSubjects()).toEqual({ byDefault: true, claims: [] });
      customise(['repo', 'job_workflow_ref']);
      expect(await identity.jobSubjects()).toEqual({ byDefault: false, claims: ['repo', 'job_workflow_ref'] });
    });

    test('is an error while the forge does not answer', async () => {
      const { identity, cutOff } = await make();
      cutOff();
      await expect(identity.repository()).rejects.toMatchObject({ fault: 'world' });
      await expect(identity.jobSubjects()).rejects.toMatchObject({ fault: 'world' });
    });
  });
}
