import type { Check } from '../check';
import { roomFor } from '../room-for';
import { toCome } from '../to-come';

export const balancersCheck: Check = {
  name: 'balancers',
  title: 'application balancers',
  after: ['credentials'],
  async look(view) {
    const [quota, coming] = await Promise.all([view.ports.quotas.read('balancers'), toCome(view)]);
    const mend =
      'Ask AWS for more "Application Load Balancers per Region" (Service Quotas), lower `maxPreviews`, or let previews share one.';
    return [roomFor(coming, { demand: 'balancers', quota, mend })];
  },
};
