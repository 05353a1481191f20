import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { findMariaDb, usualFolders } from '../../lib/local/rds/mariadb/mariadb-programs';
import { openParcels, type ParcelsWorkshop } from './parcels-workshop';

const preview = 'preview: { previewDomain: `preview.$' + '{domain}`';
let parcels: ParcelsWorkshop;
beforeAll(async () => {
  parcels = await openParcels();
  expect((await parcels.previewStacks('deploy-application', '--target', 'staging')).code).toBe(0);
}, 60_000);
afterAll(() => parcels.close());

function get(host: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: parcels.endpoint.port, path, agent: false, headers: { host } }, (answer) =>
      text(answer).then(resolve, reject),
    )
      .on('error', reject)
      .end();
  });
}

/** Deploys a branch whose settings differ by these texts, and gives the host of its URL. */
async function deploy(branch: string, ...changes: readonly (readonly [from: string, to: string])[]): Promise<string> {
  parcels.git('switch', '--quiet', '-c', branch, 'main');
  for (const [from, to] of changes) parcels.change('preview-stacks.config.ts', from, to);
  parcels.git('commit', '--quiet', '--allow-empty', '-am', branch);
  parcels.git('push', '--quiet', '-u', 'origin', branch);
  const { code, stdout, stderr } = await parcels.previewStacks('deploy');
  if (code !== 0) throw new Error(stderr);
  return new URL(stdout.trim().split('\n').at(-1) ?? '').host;
}

describe('the ways in that the local endpoint runs', () => {
  test('T5 T8 a single instance answers under its record, and costs no balancer', async () => {
    const host = await deploy('one-instance', [preview, `${preview}, routing: 'single-instance'`]);
    expect(await get(host, '/')).toContain('Parcels');
    expect(
      parcels.endpoint.world.beanstalk.environments().filter(({ endpointUrl }) => /^203\./.test(endpointUrl)),
    ).toHaveLength(1);
  }, 60_000);

  test('T5 a balancer of its own answers under its record', async () => {
    const host = await deploy('own-balancer', [preview, `${preview}, routing: 'load-balancer'`]);
    expect(await get(host, '/')).toContain('Parcels');
  }, 60_000);

  test('T7 two public services answer at hosts of their own behind the shared balancer', async () => {
    const host = await deploy('two-hosts', ["kind: 'internal'", "kind: 'public'"]);
    expect(await get(host, '/')).toContain('Parcels');
    expect(await get(host.replace('two-hosts', 'two-hosts--api'), '/price?kilograms=2')).toBe('{"euros":5}');
  }, 60_000);

  test('a MySQL database is run or says that it is recorded, and a container is refused by name', async () => {
    const host = await deploy('with-mysql', ["database: 'none'", "database: { engine: 'mysql' }"]);
    expect(await get(host, '/')).toContain('Parcels');
    const [instance] = parcels.endpoint.world.databases.instances();
    const run = { address: '127.0.0.1', remark: expect.stringContaining('run on MariaDB') };
    const recorded = {
      address: expect.stringMatching(/\.recorded\.invalid$/),
      remark: expect.stringContaining('recorded only'),
    };
    const { kind } = await findMariaDb(usualFolders);
    expect(instance).toMatchObject({ engine: 'mysql', ...(kind === 'found' ? run : recorded) });
    await expect(
      deploy('container', [
        "{ ...service('api'), kind: 'internal' }",
        "{ kind: 'internal', platform: 'docker', image: 'acme/api:1' }",
      ]),
    ).rejects.toThrow('needs docker or podman');
  }, 90_000);
});
