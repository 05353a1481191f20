import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../../../scripts/demo/visit';
import { extension, server, settings } from '../extended/app';
import { openParcels, type ParcelsWorkshop } from '../parcels-workshop';

let parcels: ParcelsWorkshop;
let folder: string;
const branch = 'mail-lists';

beforeAll(async () => {
  parcels = await openParcels();
  folder = parcels.git('rev-parse', '--show-toplevel');
  mkdirSync(join(folder, 'infra'));
  // The default branch extends nothing: what it would add to another branch's stack is not this.
  const files = {
    'web/server.ts': server,
    'preview-stacks.config.ts': settings,
    'infra/preview.ts': 'export default () => undefined;\n',
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  parcels.git('add', '--all');
  parcels.git('commit', '--quiet', '-m', 'The app');
  parcels.git('push', '--quiet', 'origin', 'main');
  expect(await parcels.previewStacks('deploy-application', '--target', 'staging')).toMatchObject({ code: 0 });
  parcels.git('switch', '--quiet', '-c', branch);
  writeFileSync(join(folder, 'infra/preview.ts'), extension());
  for (const word of ['well', 'very well', 'best']) {
    const text = server.replace("async () => 'well'", `async () => '${word}'`);
    writeFileSync(join(folder, 'web/server.ts'), text);
    parcels.git('commit', '--quiet', '-am', word);
    parcels.git('push', '--quiet', '-u', 'origin', branch);
    expect(await parcels.previewStacks('deploy')).toMatchObject({ code: 0 });
  }
  parcels.git('switch', '--quiet', 'main');
}, 240_000);
afterAll(() => parcels.close());

test('from a checkout of the default branch a branch with an extension of its own goes back, and keeps what that made', async () => {
  const listed = JSON.parse((await parcels.previewStacks('history', '--branch', branch, '--json')).stdout);
  expect(listed.deploys.map(({ subject }: { subject: string }) => subject)).toEqual(['best', 'very well', 'well']);
  const named = JSON.parse((await parcels.previewStacks('name', '--branch', branch, '--json')).stdout);
  const url = `http://${named.host}:${new URL(parcels.endpoint.endpoint).port}`;
  const ask = async (path: string) => (await visit(url + path)).body;
  expect([await ask('/health'), await ask('/write')]).toEqual(['best', 'written']);

  const ran = await parcels.previewStacks('rollback', '--branch', branch);
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(url) });
  expect([await ask('/health'), await ask('/read')]).toEqual(['very well', branch]);
  expect(parcels.endpoint.world.queues.list()).toHaveLength(1);
  // The settings of the default branch would take all of it away.
  const diff = await parcels.previewStacks('diff', '--branch', branch);
  expect(diff.stdout).toMatch(/AWS::SQS::Queue/);
}, 120_000);
