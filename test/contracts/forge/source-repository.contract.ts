import type { SourceRepository } from '../../../lib/ports/source-repository';
import { collect } from '../collect';

/** A repository of the kind under test, and what the world does to it. */
export interface SourceRepositoryWorld {
  readonly repository: SourceRepository;
  /** Puts a new commit on the branch and returns it. */
  push(branch: string): Promise<string> | string;
  delete(branch: string): Promise<void> | void;
  /** From now on the forge does not answer. */
  cutOff(): Promise<void> | void;
}

/** What every SourceRepository keeps. The world starts with `main`, the default branch, alone. */
export function describeSourceRepositoryContract(name: string, make: () => Promise<SourceRepositoryWorld>): void {
  describe(`a source repository kept by ${name}`, () => {
    test('lists every branch with its commit', async () => {
      const { repository, push } = await make();
      await push('feature/a');
      const commit = await push('fix#1');
      const branches = await collect(repository.branches());
      expect(branches.map((branch) => branch.name).sort()).toEqual(['feature/a', 'fix#1', 'main']);
      expect(branches.find((branch) => branch.name === 'fix#1')?.commit).toBe(commit);
    });

    test('finds one branch as it stands now, by its exact name', async () => {
      const { repository, push } = await make();
      const first = await push('feature/a');
      expect(await repository.branch('feature/a')).toEqual({ name: 'feature/a', commit: first });
      const second = await push('feature/a');
      expect(second).not.toBe(first);
      expect((await repository.branch('feature/a'))?.commit).toBe(second);
      expect(await repository.branch('feature')).toBeUndefined();
      expect(await repository.branch('Feature/A')).toBeUndefined();
    });

    test('no longer knows a branch that was deleted', async () => {
      const world = await make();
      await world.push('gone');
      await world.delete('gone');
      expect(await world.repository.branch('gone')).toBeUndefined();
      expect((await collect(world.repository.branches())).map((branch) => branch.name)).toEqual(['main']);
    });

    test('names its default branch', async () => {
      expect(await (await make()).repository.defaultBranch()).toBe('main');
    });

    test('throws with the fault of the world when it cannot know', async () => {
      const world = await make();
      await world.cutOff();
      const fault = { fault: 'world' };
      await expect(collect(world.repository.branches())).rejects.toMatchObject(fault);
      await expect(world.repository.branch('main')).rejects.toMatchObject(fault);
      await expect(world.repository.defaultBranch()).rejects.toMatchObject(fault);
    });

    test('has an identity that holds no secret and no space', async () => {
      expect((await make()).repository.identity).toMatch(/^(github|git|file):[^@\s]+$/);
    });
  });
}
