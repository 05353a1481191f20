import { AwsError } from '../../http/aws-error';
import type { EnvironmentRecord } from '../records';

// Set aside for documents: no machine on the internet has them.
const networks = ['203.0.113', '198.51.100', '192.0.2'];

/** An address for a single instance, which no living environment has. Throws AwsError when all are taken. */
export function freeAddress(environments: readonly EnvironmentRecord[]): string {
  const living = environments.filter(({ status }) => status !== 'Terminated');
  const taken = new Set(living.map(({ endpointUrl }) => endpointUrl));
  // Counting on from the newest: an address that was just given up is not given out again at once.
  const all = networks.flatMap((network) => Array.from({ length: 254 }, (_, index) => `${network}.${index + 1}`));
  const newest = environments.findLast(({ endpointUrl }) => all.includes(endpointUrl))?.endpointUrl ?? '';
  const from = all.indexOf(newest) + 1;
  const free = [...all.slice(from), ...all.slice(0, from)].find((address) => !taken.has(address));
  if (free === undefined) {
    throw new AwsError('AddressLimitExceeded', 'The maximum number of addresses has been reached.');
  }
  return free;
}
