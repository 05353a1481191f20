import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { openParcels, type ParcelsWorkshop } from './parcels-workshop';

let parcels: ParcelsWorkshop;
beforeAll(async () => {
  parcels = await openParcels();
  const application = await parcels.previewStacks('deploy-application', '--target', 'staging');
  expect(application).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => parcels.close());

test('a preview of three services: deployed as one stack, linked, readable, compared, forgiving, and gone whole', async () => {
  const host = await deployed();
  await takesAnOrder(host);
  await showsItsLogs();
  await survivesWhatItCannotRead();
  await saysWhatWouldChange();
  await isGone();
}, 180_000);

/** Deploys the preview of a branch; its host. */
async function deployed(): Promise<string> {
  parcels.git('switch', '--quiet', '-c', 'heavy-parcels');
  parcels.git('push', '--quiet', '-u', 'origin', 'heavy-parcels');
  const ran = await parcels.previewStacks('deploy');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('http://heavy-parcels.preview.localhost') });
  const { host } = new URL(ran.stdout.trim().split('\n').at(-1) ?? '');
  expect(await ask(host, 'GET', '/')).toMatchObject({ status: 200, body: expect.stringContaining('Parcels') });
  return host;
}

/** web asks api for the price by its link, and jobs takes the order from its queue. */
async function takesAnOrder(host: string): Promise<void> {
  expect((await ask(host, 'POST', '/orders', 'kilograms=4')).status).toBe(303);
  let page = '';
  for (let look = 0; look < 100 && !page.includes('labels/'); look += 1) {
    page = (await ask(host, 'GET', '/')).body;
    await sleep(50);
  }
  // 3 for the first kilogram and 2 for each of three more.
  expect(page).toMatch(/labels\/[0-9a-f-]{36}\.txt: 4 kg, 9 EUR/);
}

async function showsItsLogs(): Promise<void> {
  const said = { web: /order [0-9a-f-]+ taken/, api: /price of 4 kg asked/, jobs: /label [0-9a-f-]+ written/ };
  const logs = Object.keys(said).map((service) =>
    parcels.previewStacks('logs', '--branch', 'heavy-parcels', '--service', service),
  );
  for (const [index, line] of Object.values(said).entries()) expect((await logs[index])?.stdout).toMatch(line);
}

/** A message that cannot be worked on goes to the dead-letter queue, and the worker lives on. */
async function survivesWhatItCannotRead(): Promise<void> {
  const { queues } = parcels.endpoint.world;
  const [queue] = queues.list().filter(({ attributes }) => attributes.RedrivePolicy !== undefined);
  const [dead] = queues.list().filter(({ attributes }) => attributes.RedrivePolicy === undefined);
  queues.send(queue?.name ?? '', 'no JSON');
  for (let look = 0; look < 300 && queues.counts(dead?.name ?? '').visible === 0; look += 1) await sleep(50);
  expect(queues.counts(dead?.name ?? '')).toEqual({ visible: 1, hidden: 0, delayed: 0 });
}

/** diff says that the next deploy changes nothing, and what another setting would change. */
async function saysWhatWouldChange(): Promise<void> {
  const none = await parcels.previewStacks('diff', '--branch', 'heavy-parcels');
  expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('would not change') });
  parcels.change('preview-stacks.config.ts', "kind: 'internal'", "kind: 'internal', instanceType: 't4g.medium'");
  parcels.change('preview-stacks.config.ts', "database: 'none'", "database: 'none', fileStore: 'none'");
  const { stdout } = await parcels.previewStacks('diff', '--branch', 'heavy-parcels');
  expect(stdout.split('\n')[0]).toMatch(/^removed {2}FileStore/);
  expect(stdout).toContain('the files in the bucket: LOST');
}

/** Environments, queues and bucket go with it. */
async function isGone(): Promise<void> {
  const { world } = parcels.endpoint;
  expect((await parcels.previewStacks('destroy', '--branch', 'heavy-parcels')).code).toBe(0);
  expect(world.queues.list()).toEqual([]);
  expect(world.beanstalk.environments().filter(({ status }) => status !== 'Terminated')).toEqual([]);
}

/** Asks the preview by its host name, as a browser would. */
function ask(
  host: string,
  method: string,
  path: string,
  body = '',
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const asking = request(
      { host: '127.0.0.1', port: parcels.endpoint.port, method, path, agent: false, headers },
      (answer) => text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, body: read }), reject),
    );
    asking.on('error', reject).end(body);
  });
}
