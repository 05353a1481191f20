import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { AwsBuckets } from '../../../lib/aws/s3/buckets';
import { SystemClock } from '../../../lib/machine/system-clock';
import { pointSdkAt } from '../../../test/aws/aws-environment';
import type { BenchTable } from '../bench-table';
import { batchAfterPage, oneByOne, sixteenAtATime } from './peers';
import { VersionedServer } from './versioned-server';

const count = 10_000;
const latency = { list: 100, single: 25, batch: 30, perKey: 0.5 };
/** One by one takes five minutes: a tenth is measured. */
const sample = 1000;
/** As many lists as pages, as many batches as pages. */
const floor = 2 * Math.ceil(count / 1000);

interface Measured {
  readonly name: string;
  readonly seconds: number;
  readonly calls: string;
}

type Way = (clients: AwsClients) => Promise<unknown>;

/** Emptying a bucket of 10,000 versions in four ways, on one server, in one run. */
export async function emptying(): Promise<BenchTable> {
  const ours = await measure('preview-stacks', empty);
  const sequential = await measure('a page, its batch, the next page (delstack, boto3)', ({ s3 }) =>
    batchAfterPage(s3, 'b'),
  );
  const parallel = await measure('16 single requests at a time', ({ s3 }) => sixteenAtATime(s3, 'b'));
  const part = await measure('', ({ s3 }) => oneByOne(s3, 'b', sample), count - sample);
  const listing = (count / 1000) * (latency.list / 1000);
  const original = {
    name: `one request a version (the original script), from ${sample.toLocaleString('en')} of them`,
    seconds: listing + (part.seconds - listing) * (count / sample),
    calls: (count + count / 1000).toLocaleString('en'),
  };
  const rows = [original, parallel, sequential, ours].map(({ name, seconds, calls }) => [
    name,
    `${seconds.toFixed(1)} s`,
    `${(original.seconds / seconds).toFixed(0)} x`,
    `${(sequential.seconds / seconds).toFixed(1)} x`,
    calls,
  ]);
  return {
    title: `Emptying a bucket of ${count.toLocaleString('en')} versions`,
    columns: ['way', 'time', 'to one by one', 'to page and batch', 'calls'],
    rows,
    notes: [
      `Latency: list ${latency.list} ms, single delete ${latency.single} ms, batch ${latency.batch} ms + ${latency.perKey} ms a key. Floor: ${floor} calls.`,
      'Ours asks once more than the floor, to see that the bucket is empty, and once for unfinished uploads, which the others leave.',
    ],
  };
}

async function empty(clients: AwsClients): Promise<void> {
  for await (const fact of new AwsBuckets(clients, new SystemClock()).empty('b')) void fact;
}

async function measure(name: string, way: Way, leaves = 0): Promise<Measured> {
  const server = new VersionedServer(count, latency);
  pointSdkAt(await server.start());
  const clients = awsClients({ region: 'eu-central-1' });
  // The modules are loaded before, not in the measured time.
  await clients.s3.config.region();
  const started = performance.now();
  await way(clients);
  const seconds = (performance.now() - started) / 1000;
  clients.close();
  await server.stop();
  if (server.left !== leaves) throw new Error(`${name} leaves ${server.left} versions`);
  const others = server.others > 0 ? ` + ${server.others}` : '';
  return { name, seconds, calls: `${server.calls.toLocaleString('en')}${others}` };
}
