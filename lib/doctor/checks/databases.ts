import type { Check } from '../check';
import { roomFor } from '../room-for';
import { toCome } from '../to-come';

export const databasesCheck: Check = {
  name: 'databases',
  title: 'RDS instances',
  after: ['credentials'],
  async look(view) {
    const [quota, coming] = await Promise.all([view.ports.quotas.read('databases'), toCome(view)]);
    const mend = 'Ask AWS for more "DB instances" (Service Quotas, RDS), or lower `maxPreviews`.';
    return [roomFor(coming, { demand: 'databases', quota, mend })];
  },
};
