import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as cost } from '../../../lib/cli/commands/look/cost';
import { run as prices } from '../../../lib/cli/commands/set-up/prices';
import { type Started, start } from '../../local/start';
import { TerminalStandIn } from '../terminal-stand-in';

let local: Started;
let folder: string;
let terminal: TerminalStandIn;
beforeAll(async () => {
  local = await start();
});
afterAll(() => local.stop());
beforeEach(async () => {
  terminal = new TerminalStandIn();
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-prices-'));
  await settings({});
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const settings = (more: object, region = 'us-east-1') =>
  writeFile(
    join(folder, 'preview-stacks.config.json'),
    JSON.stringify({ project: 'shop', base: { region }, preview: { previewDomain: 'preview.acme.dev' }, ...more }),
  );
const invocation = () => ({
  ...{ terminal, env: {}, cwd: folder, signal: new AbortController().signal },
  endpoint: { url: local.endpoint, credentials: local.credentials },
});
const written = async () => JSON.parse(await readFile(join(folder, '.preview-stacks/prices.json'), 'utf8'));

test('--refresh asks for what the settings need, writes the file, and cost reckons by it', async () => {
  expect(await prices(invocation(), { refresh: true })).toBe(0);
  expect(terminal.results).toEqual([
    '8 prices of us-east-1 written to .preview-stacks/prices.json. Commit it, so that CI reckons by it too.',
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const file = await written();
  expect(file).toMatchObject({ version: 1, tables: { 'us-east-1': { region: 'us-east-1', date: today } } });
  expect(file.tables['us-east-1'].prices.balancer).toEqual({
    ...{ usd: '0.0225', per: 'hour', date: '2026-09-11' },
    source: 'AWS Price List API, AWSELB, LoadBalancerUsage',
  });
  terminal = new TerminalStandIn();
  expect(await cost(invocation(), { branch: 'a' })).toBe(0);
  expect(terminal.results).toContain(
    `a in us-east-1: about $0.83 a day awake, $0.10 asleep (list prices of ${today.slice(0, 7)}).`,
  );
});

test('what the list has not exactly one price of stays unknown, and the command ends with 1', async () => {
  await settings({ branches: [{ match: 'large/*', because: 'x', settings: { database: { multiAz: true } } }] });
  expect(await prices(invocation(), { refresh: true, json: true })).toBe(1);
  const { refused, file } = JSON.parse(terminal.results.join('\n'));
  expect(refused).toEqual([{ name: 'database postgres db.t4g.micro multi-az', because: 'the price list has none' }]);
  expect(file).toBe('.preview-stacks/prices.json');
  expect(Object.keys((await written()).tables['us-east-1'].prices)).toContain('database disk postgres multi-az');
});

test('a region of which the list has nothing writes nothing but what is in no region', async () => {
  expect(await prices(invocation(), { refresh: true, region: 'ap-south-1' })).toBe(1);
  expect(Object.keys((await written()).tables['ap-south-1'].prices)).toEqual(['zone']);
});

test('tables of other regions stay, and a file that is not sound is written anew', async () => {
  await prices(invocation(), { refresh: true, region: 'ap-south-1' });
  await prices(invocation(), { refresh: true });
  expect(Object.keys((await written()).tables)).toEqual(['ap-south-1', 'us-east-1']);
  await writeFile(join(folder, '.preview-stacks/prices.json'), '{');
  expect(await prices(invocation(), { refresh: true })).toBe(0);
  expect(Object.keys((await written()).tables)).toEqual(['us-east-1']);
});

test('a refusal of AWS names the right, and nothing is written', async () => {
  local.faults.add({ kind: 'access-denied', service: 'pricing' });
  await expect(prices(invocation(), { refresh: true })).rejects.toMatchObject({
    code: 'access-denied',
    exitCode: 1,
    message: expect.stringContaining('pricing:GetProducts'),
  });
  local.faults.remove();
  await expect(written()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('without --refresh it prints each price with its day and source, and asks no one', async () => {
  expect(await prices({ ...invocation(), endpoint: undefined } as never, { region: 'eu-central-1' })).toBe(0);
  const lines = terminal.results.map((line) => line.split(/ {2,}/));
  expect(lines[0]).toEqual(['PRICE OF', 'US DOLLARS', 'DAY', 'SOURCE']);
  expect(lines[1]?.slice(0, 3)).toEqual(['instance t4g.micro', '0.0096 an hour', '2026-08-24']);
});

test('of a region without prices it says how to have them; a region that is none is refused', async () => {
  expect(await prices(invocation(), { region: 'ap-south-1' })).toBe(0);
  expect(terminal.results[0]).toContain('prices --refresh --region ap-south-1');
  await expect(prices(invocation(), { region: 'x; rm -rf /' })).rejects.toMatchObject({ code: 'option-invalid' });
});
