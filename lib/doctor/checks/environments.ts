import type { Check } from '../check';
import { roomFor } from '../room-for';
import { toCome } from '../to-come';

export const environmentsCheck: Check = {
  name: 'environments',
  title: 'Beanstalk environments',
  after: ['credentials'],
  async look(view) {
    const [quota, coming] = await Promise.all([view.ports.quotas.read('environments'), toCome(view)]);
    const mend = 'Ask AWS for more "Environments" (Service Quotas, Elastic Beanstalk), or lower `maxPreviews`.';
    return [roomFor(coming, { demand: 'environments', quota, mend })];
  },
};
