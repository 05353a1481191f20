import { awsClients } from '../../../lib/aws/clients';
import { AwsBuckets } from '../../../lib/aws/s3/buckets';
import { SystemClock } from '../../../lib/machine/system-clock';

/** Empties the bucket `b` in a process of its own, and prints how many versions went and the most memory that it took, in MB. */
async function main(): Promise<void> {
  const clients = awsClients({ region: 'eu-central-1' });
  let deleted = 0;
  for await (const fact of new AwsBuckets(clients, new SystemClock()).empty('b')) {
    if (fact.kind !== 'gone') deleted = fact.deleted;
  }
  clients.close();
  console.log(JSON.stringify({ deleted, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

void main();
