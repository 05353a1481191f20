import type { Deployed } from '../../previews/deployed/look-at';
import { KeptSeconds } from '../../previews/record/kept-seconds';
import type { HoldPorts, Usual } from './hold-request';

/** Beanstalk's platforms start an instance and deploy to it in this time, where nothing was measured. */
const fromMemory: Usual = { shortest: 2 * 60_000, longest: 4 * 60_000 };

/** How long an instance takes until it serves: by those that `hold` waited for before. */
export async function usualStart(ports: HoldPorts, deployed: Deployed): Promise<Usual> {
  const seconds = await startsOf(ports, deployed).last();
  if (seconds.length === 0) return fromMemory;
  return { shortest: Math.min(...seconds) * 1000, longest: Math.max(...seconds) * 1000 };
}

/** Keeps how long one took. */
export async function keepStart(ports: HoldPorts, deployed: Deployed, milliseconds: number): Promise<void> {
  await startsOf(ports, deployed).keep(milliseconds);
}

function startsOf({ records }: HoldPorts, { application, applicationStackId: stackId }: Deployed): KeptSeconds {
  return new KeptSeconds(records, { bucket: application.bundleBucket, stackId }, 'instance-start');
}
