import type { ProgramWorld } from './program-world';

const asked = 'status, why, logs, keep 1d, sleep, wake, hold, release, rollback, destroy, status';

/** Every command that asks AWS, in an order in which each gets done. */
export async function commentOn(world: ProgramWorld, branch: string): Promise<void> {
  for (const words of asked.split(', ')) {
    const { said, printed } = await world.comment(branch, `/preview ${words}`);
    const { ended } = JSON.parse(printed || '{}') as { ended?: string };
    if (ended !== 'done') throw new Error(`${words} ended so: ${said} ${printed}`);
  }
}
