import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { operationsOf } from './botocore-operations';
import { runPython } from './run-program';

/** Waiters for what the endpoint never has: imports of resources, and instances of EC2. */
const never = [
  'cloudformation.StackImportComplete',
  ...['Exists', 'Running', 'Stopped', 'Terminated'].map((state) => `ec2.Instance${state}`),
];

let started: Started;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-waiters-'));
  started = await start({ region: 'eu-central-1' });
});
afterAll(async () => {
  await started?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('each waiter of botocore that asks for an operation of the endpoint comes to an end', async () => {
  const asked = join(folder, 'operations.json');
  await writeFile(asked, JSON.stringify(operationsOf(started)));
  const { known, ended } = (await runPython(started.endpoint, folder, 'waiters.py', asked)) as {
    readonly known: readonly string[];
    readonly ended: readonly string[];
  };
  expect([...ended, ...never].toSorted()).toEqual([...known]);
});
