import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as cost } from '../../../lib/cli/commands/look/cost';
import { openPricesOrWarn } from '../../../lib/cli/compose/prices';
import { TerminalStandIn } from '../terminal-stand-in';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-cost-'));
  await settings({});
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const settings = (base: object) =>
  writeFile(
    join(folder, 'preview-stacks.config.json'),
    JSON.stringify({
      project: 'shop',
      base: { region: 'us-east-1', ...base },
      production: { branch: 'production', host: 'shop.acme.com' },
      preview: { previewDomain: 'preview.acme.dev' },
    }),
  );

async function priceFile(value: unknown): Promise<void> {
  await mkdir(join(folder, '.preview-stacks'), { recursive: true });
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  await writeFile(join(folder, '.preview-stacks/prices.json'), text);
}

async function said(options: Parameters<typeof cost>[1] = { branch: 'login' }, columns?: number): Promise<string[]> {
  const terminal = new TerminalStandIn(false, columns);
  const invocation = { terminal, env: {}, cwd: folder, signal: new AbortController().signal };
  expect(await cost(invocation, options)).toBe(0);
  return options.json ? terminal.results : terminal.results.map((line) => line.replace(/ {2,}/g, ' | '));
}

test('each part stands with its price, what it costs a day, and the setting that decides it; the sum below', async () => {
  const lines = await said();
  expect(lines.slice(0, 8)).toEqual([
    'PART | HOW MUCH | PRICE | $/DAY | SETTING',
    'web: instance t4g.micro | 1 | $0.0084 an hour | $0.20 | services.web.instanceType',
    'web: public IPv4 address | 1 | $0.005 an hour | $0.12 | services.web.instances.min',
    'web: disk, GiB | 10 | $0.08 a month | $0.03 | services.web.rootVolumeGiB',
    'database db.t4g.micro, postgres | 1 | $0.016 an hour | $0.38 | database.instanceClass',
    'database: storage, GiB | 20 | $0.115 a month | $0.08 | database.storageGiB',
    'database: secrets | 2 | $0.40 a month | $0.03 | database',
    'login in us-east-1: about $0.83 a day awake, $0.10 asleep (list prices of 2026-11).',
  ]);
  expect(lines).toContain('Shared with the others of its stage: at least $0.80 a day (list prices of 2026-11).');
  expect(lines).toContain('! its IPv4 addresses: one in each zone of the VPC.');
});

test('where the table is wider than the terminal each cell has a line', async () => {
  const lines = await said({ branch: 'login' }, 60);
  expect(lines).toContain(' | SETTING | services.web.instanceType');
});

test('beside another target stand its lines and its sum', async () => {
  const lines = await said({ branch: 'login', against: 'production' });
  expect(lines.slice(0, 2)).toEqual([
    'login | $/DAY | PRODUCTION | $/DAY',
    '1 web: instance t4g.micro | $0.20 | 2 web: instance t4g.small | $0.81',
  ]);
  expect(lines).toContain('– | – | 1 web: load balancer | $0.54');
  expect(lines.slice(-2)).toEqual([
    'login: about $0.83 a day awake, $0.10 asleep (list prices of 2026-11).',
    'production: at least $2.06 a day (list prices of 2026-11).',
  ]);
});

test('with --json it has exact decimals, and of each price its source and day', async () => {
  const document = JSON.parse((await said({ branch: 'login', json: true })).join('\n'));
  expect(document).toMatchObject({
    target: 'login',
    region: 'us-east-1',
    costPerDay: { usd: '0.833819178', atLeast: false, pricesOf: '2026-11-28' },
    shared: { costPerDay: { usd: '0.796438356', atLeast: true } },
  });
  for (const { price } of document.lines) {
    expect(price).toMatchObject({ source: expect.stringMatching(/^https:/), date: expect.stringMatching(/^2026-/) });
  }
});

test('in a region without a table nothing has a price, and no line says 0', async () => {
  await settings({ region: 'ap-south-1' });
  const lines = await said();
  expect(lines).toContain('login in ap-south-1: not known.');
  expect(lines.filter((line) => line.includes('$0'))).toEqual([]);
  expect(lines).toContain('! web: instance t4g.micro: the price is not known.');
});

const price = { usd: '0.0050', per: 'hour', source: 'AWS', date: '2025-01-01' };
const table = { region: 'ap-south-1', date: '2025-01-01', prices: { 'instance t4g.micro': price } };

test("the team's own file prices a region, and prices of long ago get a remark", async () => {
  await settings({ region: 'ap-south-1', database: 'none' });
  await priceFile({ version: 1, tables: { 'ap-south-1': table } });
  const lines = await said();
  expect(lines).toContain('login in ap-south-1: at least $0.12 a day awake, $0.00 asleep (list prices of 2025-01).');
  expect(lines.filter((line) => line.startsWith('! The prices are of 2025-01-01, '))).toHaveLength(1);
});

test('a broken file stops no command whose work is another: it warns, and takes what is known', async () => {
  await priceFile('{');
  const messages: unknown[] = [];
  const pricesOf = await openPricesOrWarn({ root: folder }, { emit: (event) => messages.push(event) });
  expect(messages).toEqual([
    {
      kind: 'warned',
      message: '.preview-stacks/prices.json: it is no JSON; what is known without it is used',
    },
  ]);
  expect(pricesOf('us-east-1').find('address')?.usd).toBe('0.005');
});

test.each([
  ['no JSON', '{', 'it is no JSON'],
  [
    'a forged price',
    { version: 1, tables: { x: { ...table, region: 'x', prices: { a: { ...price, usd: '-1' } } } } },
    '-',
  ],
  ['a megabyte', ' '.repeat(1_000_001), 'it is larger than a megabyte'],
])('a file with %s is refused with its place', async (_, value, words) => {
  await priceFile(value);
  await expect(said()).rejects.toMatchObject({
    code: 'prices-invalid',
    fault: 'user',
    message: expect.stringContaining(`.preview-stacks/prices.json: ${words === '-' ? 'its price a in x' : words}`),
  });
});
