import type { OddAnswer } from '../fakes/stand-in-github';
import { type Started, start } from '../local/start';
import { WireWorld } from './wire-world';

let local: Started;
let world: WireWorld;
beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  for (let index = 0; index < 200; index += 1) world.github.push(`branch-${index}`);
  world.github.push('Feature/X');
  world.github.push('zz-last-one');
  await world.addPreview('orphan-one', 2);
  for (const branch of ['zz-last-one', 'Feature/X']) await world.addPreview(branch, 0, { plain: true });
});
beforeEach(() => {
  world.github.odd = () => undefined;
  world.github.defaultBranch = 'main';
});
afterAll(async () => {
  await world.close();
  await local.close();
});

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): OddAnswer => ({
  status,
  body,
  headers,
});
const part = (headers: Readonly<Record<string, string>>) =>
  json(200, [{ name: 'main', commit: { sha: '1'.repeat(40) } }], headers);
const far = `${Math.floor(Date.now() / 1000) + 3000}`;
const onPage =
  (wanted: number, answer: OddAnswer) =>
  (path: string, page: number): OddAnswer | undefined =>
    path.endsWith('/branches') && page === wanted ? answer : undefined;

test.each([
  ['K2 404 to the listing', onPage(1, json(404, { message: 'Not Found' }))],
  ['K3 500 to the second of three pages', onPage(2, json(500, { message: 'oops' }))],
  ['K3 502 to the third of three pages', onPage(3, json(502, 'bad gateway'))],
  [
    'K4 a rate limit of an hour on the second page',
    onPage(
      2,
      json(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': far }),
    ),
  ],
  [
    'K4 a rate limit whose end is past, each time',
    onPage(
      2,
      json(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
    ),
  ],
  [
    'K4 a secondary limit of -5 seconds, each time',
    onPage(2, json(429, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '-5' })),
  ],
  ['K5 HTML with status 200', onPage(2, json(200, '<html>Sign in</html>'))],
  ['K5 an object where a list should be', onPage(1, json(200, { message: 'hello' }))],
  [
    'K6 a next page that is the same page',
    onPage(2, json(200, [], { link: '<https://api.github.com/repositories/1/branches?page=2>; rel="next"' })),
  ],
  [
    'K6 a Link header that mentions a next page and is not understood',
    onPage(1, part({ link: '<x>; rel=next; rel=last' })),
  ],
  [
    'K6 a list that GitHub calls partial-results',
    onPage(1, part({ 'x-github-sso': 'partial-results; organizations=1' })),
  ],
  ['K7 a redirect to another host', onPage(1, json(301, {}, { location: 'http://127.0.0.2:1/elsewhere' }))],
] as const)('%s: the run is refused, nothing deleted', async (_what, odd) => {
  world.github.odd = ({ path, page }) => odd(path, page);
  await refusedWith('branches-incomplete');
});

test('K7 a repository that has another name now: the run is refused, nothing deleted', async () => {
  world.github.odd = ({ path }) =>
    path === '/repos/acme/shop' ? json(200, { id: 1, full_name: 'acme/other', default_branch: 'main' }) : undefined;
  await refusedWith('branches-incomplete');
});

test('K9 a default branch that is not in the list: the run is refused, nothing deleted', async () => {
  world.github.defaultBranch = 'trunk';
  await refusedWith('default-branch-missing');
});

test("a' K8 a proxy that drops the Link header of a full page: the branches after it are seen", async () => {
  const all = [...world.github.heads.keys()];
  world.github.odd = ({ path, page }) =>
    path.endsWith('/branches')
      ? json(
          200,
          all.slice((page - 1) * 100, page * 100).map((name) => ({ name, commit: { sha: '1'.repeat(40) } })),
        )
      : undefined;
  const { plan } = await world.cleanup({ execute: false });
  expect(plan.refusal).toBeUndefined();
  const toDelete = plan.decisions.filter(({ verdict }) => verdict === 'delete');
  expect(toDelete.map(({ preview }) => preview.branch)).toEqual(['orphan-one']);
});

test('K8 K10 all of 203 branches are seen, exact in case: only the orphan goes', async () => {
  world.github.odd = ({ path, page, count }) =>
    path.endsWith('/branches') && page === 2 && count === 1 ? json(502, 'passes') : undefined;
  const { results, left } = await world.cleanup();
  expect(results.map(({ branch, outcome }) => [branch, outcome])).toEqual([['orphan-one', 'deleted']]);
  expect(left).toEqual([]);
  expect((await world.stackNames()).length).toBe(2);
});

async function refusedWith(reason: string): Promise<void> {
  const before = local.requestLog.count;
  const report = await world.cleanup();
  expect([report.executed, report.plan.refusal?.reason]).toEqual([false, reason]);
  const asked = local.requestLog
    .requests()
    .slice(before)
    .map(({ operation }) => operation);
  expect(asked).toContain('DescribeStacks');
  expect(asked.filter((operation) => /^Delete/.test(operation))).toEqual([]);
}
