import type { Checkout } from '../../ports/checkout';
import { recordLine } from '../../text/record-line';

/** Who runs this, as the record keeps it: the name that CI says; on a person's machine git's. */
export async function whoRuns(checkout: Checkout): Promise<string | undefined> {
  const run = await checkout.run().catch(() => undefined);
  if (run?.actor !== undefined) return recordLine(run.actor, 100);
  const inJob = await checkout.inJob().catch(() => true);
  return inJob ? undefined : recordLine(await checkout.person().catch(() => undefined), 100);
}
