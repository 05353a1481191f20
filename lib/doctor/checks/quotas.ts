import type { QuotaName } from '../../ports/quotas';
import type { Check } from '../check';
import { missingTargets, roomFor } from '../missing-targets';

export const environmentsCheck = quotaCheck(
  'environments',
  'Beanstalk environments',
  'Ask AWS for more "Environments" (Service Quotas, Elastic Beanstalk), or lower `maxPreviews`.',
);

export const databasesCheck = quotaCheck(
  'databases',
  'RDS instances',
  'Ask AWS for more "DB instances" (Service Quotas, RDS), or lower `maxPreviews`.',
);

export const addressesCheck = quotaCheck(
  'addresses',
  'Elastic IPs',
  'Ask AWS for more "EC2-VPC Elastic IPs" (Service Quotas, EC2), lower `maxPreviews`, or route through a balancer.',
);

export const balancersCheck = quotaCheck(
  'balancers',
  'application balancers',
  'Ask AWS for more "Application Load Balancers per Region" (Service Quotas), lower `maxPreviews`, or let previews share one.',
);

/** Whether the account has room for what the targets take of it. */
function quotaCheck(name: QuotaName, title: string, fix: string): Check {
  return {
    name,
    title,
    after: ['credentials'],
    async look(snapshot) {
      const [quota, coming] = await Promise.all([snapshot.ports.quotas.read(name), missingTargets(snapshot)]);
      return [roomFor(coming, { demand: name, quota, fix })];
    },
  };
}
