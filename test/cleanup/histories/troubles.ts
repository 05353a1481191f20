import { ownershipTags } from '../../../lib/naming/ownership-tags';
import { namesOf } from '../../../lib/naming/resource-names';
import type { Clock } from '../../../lib/ports/clock';
import type { Branch, SourceRepository } from '../../../lib/ports/source-repository';
import type { CleanupWorld } from '../cleanup-world';
import { branchNames } from './names';
import { Random } from './random';

const minute = 60_000;

/** Wrong clocks, lists that leave something out without a word, operations that never end, and another repository with the same project name. */
export class Troubles {
  private readonly random: Random;
  private lists = 1;

  constructor(
    private readonly world: CleanupWorld,
    seed: number,
  ) {
    this.random = new Random(seed ^ 0x5eed);
  }

  /** Before a bad hour. */
  begin(): void {
    const { stacks } = this.world;
    const skewed = this.random.chance(0.3);
    stacks.aheadMs = skewed ? (this.random.below(360) - 120) * minute : 0;
    this.lists = this.random.chance(0.3) ? 0.8 : 1;
    if (this.random.chance(0.1)) this.addForeign();
    const stack = this.random.pick([...stacks.all, undefined]);
    if (stack?.name.startsWith('shop-preview-') && this.random.chance(0.05)) stacks.endless.add(stack.name);
  }

  /** All clocks are right and all lists are whole; what never ends goes on. */
  end(): void {
    this.world.stacks.aheadMs = 0;
    this.lists = 1;
  }

  get partial(): boolean {
    return this.lists < 1;
  }

  /** This computer's clock. That of AWS is the world's. */
  get clock(): Clock {
    const { clock, stacks } = this.world;
    const ahead = stacks.aheadMs ?? 0;
    return {
      now: () => new Date(clock.now().getTime() + ahead),
      sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    };
  }

  /** The repository as this cleaner sees it. */
  get repository(): SourceRepository {
    const { repository } = this.world;
    const shows = ({ name }: Branch) => name === repository.main || this.random.chance(this.lists);
    return {
      identity: repository.identity,
      branch: (name) => repository.branch(name),
      defaultBranch: () => repository.defaultBranch(),
      async *branches() {
        for await (const branch of repository.branches()) if (shows(branch)) yield branch;
      },
    };
  }

  /** Another repository, or this one under its former name, has a preview whose stack is named like ours. */
  private addForeign(): void {
    const target = { kind: 'preview', branch: this.random.pick([...branchNames, 'theirs-alone']) } as const;
    const { stackName } = namesOf('shop', target);
    if (this.world.stacks.all.some(({ name }) => name === stackName)) return;
    const tags = ownershipTags({ project: 'shop', repository: 'github:former/shop', target });
    this.world.stacks.add({ name: stackName, tags, createdAt: new Date('2026-11-01T00:00:00Z') });
  }
}

/** Whether a stack is that of another repository. */
export function isForeign(tags: Readonly<Record<string, string>>): boolean {
  return Object.values(tags).includes('github:former/shop');
}
