import type { Check } from '../check';
import { missingTargets, roomFor } from '../missing-targets';

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
    return [roomFor(coming, { demand: 'stacks', quota, fix })];
  },
};
