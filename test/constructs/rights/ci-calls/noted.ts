import { awsClients } from '../../../../lib/aws/clients';
import { AwsRemovalNotices } from '../../../../lib/aws/s3/removal-notices';
import type { RemovalNotice } from '../../../../lib/ports/removal-notices';

/** Notes that a preview goes, as `destroy` does where GitHub gets the news. */
export async function noted(bucket: string, which: Pick<RemovalNotice, 'branch' | 'stackName'>): Promise<void> {
  const clients = awsClients({ region: 'eu-central-1' });
  const rest = { targetId: which.branch, stackId: which.stackName, because: 'someone did', since: '2026-11-28' };
  await new AwsRemovalNotices(clients).change(bucket, { add: [{ ...which, ...rest }] });
  clients.close();
}
