import { readOwnership } from '../../naming/ownership-tags';
import { foreignRepositories, foreignText, formerlyHint } from '../../previews/foreign-repositories';
import { isOwnedBy } from '../../previews/preview';
import type { Check } from '../check';
import { type Finding, ok, warning } from '../finding';
import { missingTargets, roomFor } from '../missing-targets';
import type { Snapshot } from '../snapshot';

export const stacksCheck: Check = {
  name: 'stacks',
  title: 'CloudFormation stacks',
  after: ['credentials'],
  async look(snapshot) {
    const [most, all, coming] = await Promise.all([
      snapshot.ports.quotas.stackLimit(),
      snapshot.stacks(),
      missingTargets(snapshot),
    ]);
    const quota = { used: all.length, most };
    const fix = 'Ask AWS for more "Stack count" (Service Quotas, CloudFormation), or lower `maxPreviews`.';
    return [roomFor(coming, { demand: 'stacks', quota, fix }), ...(await ownerFindings(snapshot))];
  },
};

/** Whether every stack of the project belongs to this repository, and by which of its names. */
async function ownerFindings(snapshot: Snapshot): Promise<readonly Finding[]> {
  const owner = await snapshot.owner();
  if (owner === undefined) return [];
  const all = await snapshot.stacks();
  const foreign = foreignRepositories(all, owner).map((one) => warning(foreignText(one), formerlyHint(one.repository)));
  if (!owner.formerly?.length) return foreign;
  const former = all.filter(({ tags, parentId, name }) => {
    const ownership = readOwnership(tags);
    const inner = parentId !== undefined || name.startsWith('awseb-');
    return !inner && isOwnedBy(ownership, owner) && ownership?.repository !== owner.repository;
  });
  const left =
    former.length === 0
      ? 'none has a former name of the repository any more: nothing here needs `formerly`'
      : `${former.length} ${former.length === 1 ? 'has' : 'have'} a former name of the repository until the next deploy of each`;
  return [...foreign, ok(left)];
}
