import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pointSdkAt } from '../../../test/aws/aws-environment';
import type { BenchTable } from '../bench-table';
import { VersionedServer } from './versioned-server';

const count = 1_000_000;
const floor = 2 * (count / 1000);

/** Emptying a bucket of a million versions: memory and calls, without any latency. */
export async function million(): Promise<BenchTable> {
  const server = new VersionedServer(count, { list: 0, single: 0, batch: 0, perKey: 0 });
  pointSdkAt(await server.start());
  const program = ['--import', require.resolve('tsx'), join(__dirname, 'empty-child.ts')];
  const started = performance.now();
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const seconds = (performance.now() - started) / 1000;
  await server.stop();
  const { deleted, megabytes } = JSON.parse(output) as { deleted: number; megabytes: number };
  if (deleted !== count || server.left > 0) throw new Error(`${server.left} versions are left`);
  return {
    title: 'Emptying a bucket of a million versions',
    columns: ['resident memory at the most', 'calls', 'floor', 'time without any latency'],
    rows: [
      [
        `${megabytes} MB`,
        `${server.calls.toLocaleString('en')} + ${server.others}`,
        floor.toLocaleString('en'),
        `${seconds.toFixed(0)} s`,
      ],
    ],
    notes: [
      'The whole process, with the loader that runs TypeScript. The call after the plus looks for unfinished uploads.',
    ],
  };
}
