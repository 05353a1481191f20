import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../../scripts/demo/program';
import { visit } from '../../../scripts/demo/visit';
import { openParcels, type ParcelsWorkshop } from '../parcels-workshop';
import { extension, server, settings } from './app';

let parcels: ParcelsWorkshop;
let folder: string;
beforeAll(async () => {
  parcels = await openParcels({ recordUnknown: true });
  folder = parcels.git('rev-parse', '--show-toplevel');
  mkdirSync(join(folder, 'infra'));
  const files = { 'web/server.ts': server, 'preview-stacks.config.ts': settings, 'infra/preview.ts': extension() };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  parcels.git('add', '--all');
  parcels.git('commit', '--quiet', '-m', 'What the app needs besides');
  parcels.git('push', '--quiet', 'origin', 'main');
  expect(await parcels.previewStacks('deploy-application', '--target', 'staging')).toMatchObject({ code: 0 });
}, 90_000);
afterAll(() => parcels.close());

test('two branches have each a second bucket and a queue by extend, change them, and leave nothing', async () => {
  const first = await deployed('mail-lists');
  const second = await deployed('other-mails');
  await bothWorkApart(first, second);
  await cdkMakesTheSame();
  await saysAndRefusesChanges();
  await cleanedUp();
}, 240_000);

async function deployed(branch: string): Promise<string> {
  parcels.git('switch', '--quiet', '-c', branch, 'main');
  parcels.git('push', '--quiet', '-u', 'origin', branch);
  const ran = await parcels.previewStacks('deploy');
  expect(ran).toMatchObject({ code: 0 });
  return ran.stdout.trim().split('\n').at(-1) ?? '';
}

async function bothWorkApart(first: string, second: string): Promise<void> {
  const ask = async (base: string, path: string) => (await visit(new URL(path, base).href)).body;
  for (const url of [first, second]) expect(await ask(url, '/write')).toBe('written');
  expect(await Promise.all([first, second].map((url) => ask(url, '/read')))).toEqual(['mail-lists', 'other-mails']);
  expect(await ask(first, '/send')).toBe('sent');
  expect(await ask(second, '/receive')).toBe('');
  let received = '';
  for (let look = 0; look < 20 && received === ''; look += 1) {
    received = await ask(first, '/receive');
    await sleep(50);
  }
  expect(received).toBe('a mail');
}

/** `npx cdk` runs this program; it finds the module beside the settings. */
async function cdkMakesTheSame(): Promise<void> {
  const synth = JSON.parse((await parcels.previewStacks('synth')).stdout);
  expect(await parcels.previewStacks('context')).toMatchObject({ code: 0 });
  const env = { PATH: process.env.PATH, HOME: folder, CDK_OUTDIR: join(folder, '.preview-stacks/out') };
  execFileSync(process.execPath, [join(packageRoot, 'dist/bin/app.js')], { cwd: folder, env });
  const [template = ''] = readdirSync(env.CDK_OUTDIR).filter((file) => /^parcels-preview-.*template.json$/.test(file));
  expect(JSON.parse(readFileSync(join(env.CDK_OUTDIR, template), 'utf8'))).toEqual(synth);
  expect(Object.values(synth.Resources)).toContainEqual(expect.objectContaining({ Type: 'AWS::SQS::Queue' }));
  rmSync(join(folder, '.preview-stacks'), { recursive: true });
}

/** An update of what was added; and what is refused, of which nothing was tried. */
async function saysAndRefusesChanges(): Promise<void> {
  const file = join(folder, 'infra/preview.ts');
  writeFileSync(file, extension("new Queue(stack, 'Late');"));
  const diff = await parcels.previewStacks('diff');
  expect(diff).toMatchObject({ code: 0, stdout: expect.stringMatching(/created {2}Late\w+ {2}AWS::SQS::Queue/) });

  writeFileSync(file, extension("new Bucket(stack, 'Kept');"));
  const refused = await parcels.previewStacks('deploy', '--allow-dirty');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('removalPolicy: RemovalPolicy.DESTROY') });
  expect(refused.stderr).toContain('Kept/Resource (AWS::S3::Bucket)');

  writeFileSync(file, extension("services.web.addProperties({ EXPORTS_BUCKET: 'x' });"));
  const taken = await parcels.previewStacks('synth');
  expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('infra/preview.ts:14:') });

  writeFileSync(file, extension("new Queue(stack, 'Late'); new EventBus(stack, 'News');"));
  parcels.git('commit', '--quiet', '-am', 'One queue more, and a bus');
  parcels.git('push', '--quiet');
  expect(await parcels.previewStacks('deploy')).toMatchObject({
    ...{
      code: 0,
      stderr: expect.stringMatching(/! News\w+ \(AWS::Events::EventBus\): Recorded only: .*nothing runs behind it/),
    },
  });
  expect(parcels.endpoint.world.queues.list()).toHaveLength(3);
}

async function cleanedUp(): Promise<void> {
  parcels.git('switch', '--quiet', 'main');
  writeFileSync(join(folder, 'infra/preview.ts'), 'cleanup must not load this\n');
  parcels.git('push', '--quiet', 'origin', '--delete', 'mail-lists', 'other-mails');
  const cleanup = await parcels.previewStacks('cleanup', '--execute');
  expect(cleanup).toMatchObject({ code: 0, stdout: expect.stringContaining('0 left') });
  expect(parcels.endpoint.world.queues.list()).toEqual([]);
}
