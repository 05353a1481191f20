import type { Check } from '../check';
import { roomFor } from '../room-for';
import { toCome } from '../to-come';

export const addressesCheck: Check = {
  name: 'addresses',
  title: 'Elastic IPs',
  after: ['credentials'],
  async look(view) {
    const [quota, coming] = await Promise.all([view.ports.quotas.read('addresses'), toCome(view)]);
    const mend =
      'Ask AWS for more "EC2-VPC Elastic IPs" (Service Quotas, EC2), lower `maxPreviews`, or route through a balancer.';
    return [roomFor(coming, { demand: 'addresses', quota, mend })];
  },
};
