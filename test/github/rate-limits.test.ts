import type { GitHubAccess } from '../../lib/github/calls/open-octokit';
import { openGitHub } from '../../lib/github/open-github';
import { collect } from '../contracts/collect';
import { FakeClock } from '../fakes/fake-clock';
import { type OddAnswer, StandInGitHub } from '../fakes/stand-in-github';

let standIn: StandInGitHub;
let clock: FakeClock;
let reported: number[];
beforeEach(async () => {
  standIn = await StandInGitHub.start();
  clock = new FakeClock(gitHubsTime);
  reported = [];
});
afterEach(() => standIn.stop());

/** What the `Date` of every answer here says. */
const gitHubsTime = new Date('2026-11-27T12:00:00Z');
const reset = (seconds: number) => String(gitHubsTime.getTime() / 1000 + seconds);
const open = (access: Partial<GitHubAccess> = {}) =>
  openGitHub('acme/shop', { baseUrl: standIn.url, clock, waiting: (left) => reported.push(left), ...access }).branches;
const names = async (access?: Partial<GitHubAccess>) =>
  (await collect(open(access).branches())).map(({ name }) => name);
const waited = () => clock.sleeps.reduce((sum, one) => sum + one, 0) / 1000;

type Headers = Readonly<Record<string, string>>;
const date = { date: gitHubsTime.toUTCString() };
const hourly = { message: 'API rate limit exceeded for 203.0.113.7.' };
const secondary = { message: 'You have exceeded a secondary rate limit.' };
const spent = { 'x-ratelimit-remaining': '0' };

/** The hourly limit as GitHub words it, with a header that says nothing of its end unless it is given. */
const ofTheHour = (headers: Headers): OddAnswer => ({
  status: 403,
  headers: { ...date, ...spent, 'x-ratelimit-reset': '', ...headers },
  body: hourly,
});
const ofTheMoment = (headers: Headers): OddAnswer => ({
  status: 429,
  headers: { ...date, ...headers },
  body: secondary,
});

describe.each([0, 2, -2])('on a machine whose clock is %i hours ahead', (hours) => {
  beforeEach(() => clock.advance(hours * 3_600_000));

  test.each<[string, OddAnswer]>([
    ['the hourly limit that ended an hour ago', ofTheHour({ 'x-ratelimit-reset': reset(-3600) })],
    ['the hourly limit that ends now', ofTheHour({ 'x-ratelimit-reset': reset(0) })],
    ['the hourly limit with 429', { ...ofTheHour({ 'x-ratelimit-reset': reset(0) }), status: 429 }],
    ['the hourly limit that names no end', ofTheHour({})],
    ['the hourly limit whose end is no number', ofTheHour({ 'x-ratelimit-reset': 'soon' })],
    ['the hourly limit whose end is negative', ofTheHour({ 'x-ratelimit-reset': '-1' })],
    ['the hourly limit that ends beyond all dates', ofTheHour({ 'x-ratelimit-reset': '1e300' })],
    ['the hourly limit of an answer without a date', ofTheHour({ date: 'never', 'x-ratelimit-reset': reset(0) })],
    [
      'the hourly limit of an answer from the end of time',
      ofTheHour({ date: 'Sat, 13 Sep 275760 00:00:00 GMT', 'x-ratelimit-reset': reset(0) }),
    ],
    ['the hourly limit of an answer a year old', ofTheHour({ date: 'Thu, 27 Nov 2025 12:00:00 GMT' })],
    ['a secondary limit of -5 seconds', ofTheMoment({ 'retry-after': '-5' })],
    ['a secondary limit of 0 seconds', ofTheMoment({ 'retry-after': '0' })],
    ['a secondary limit of 0.001 seconds', ofTheMoment({ 'retry-after': '0.001' })],
    ['a secondary limit until a date', ofTheMoment({ 'retry-after': 'Fri, 27 Nov 2026 12:00:01 GMT' })],
    ['a secondary limit without end', ofTheMoment({ 'retry-after': 'Infinity' })],
    ['a secondary limit that names no end', ofTheMoment({})],
    ['a secondary limit with 403', { ...ofTheMoment({ 'retry-after': '-5' }), status: 403 }],
    [
      'a 403 that only says when to come back',
      { status: 403, headers: { ...date, 'retry-after': '5' }, body: { message: 'Forbidden' } },
    ],
    [
      'a 403 for abuse',
      { status: 403, headers: date, body: { message: 'You have triggered an abuse detection mechanism.' } },
    ],
    ['a 429 that gives no reason', { ...ofTheMoment({}), body: { message: 'Too many requests' } }],
  ])('K4: %s and goes on costs a bounded time and few requests', async (_what, answer) => {
    standIn.odd = () => answer;
    await expect(names()).rejects.toMatchObject({
      code: 'github-rate-limit',
      exitCode: 1,
      message: expect.stringMatching(/^GitHub's rate limit is used up until 2026-11-2\dT\d\d:\d\d:\d\dZ \(/),
    });
    expect(standIn.requests.length).toBeLessThanOrEqual(60);
    expect(waited()).toBeGreaterThanOrEqual(standIn.requests.length - 1);
    expect(waited()).toBeLessThanOrEqual(120);
  });

  test('K4: a limit of three seconds is waited out, whatever the clock says', async () => {
    standIn.odd = ({ path, count }) =>
      path.endsWith('/branches') && count === 1 ? ofTheHour({ 'x-ratelimit-reset': reset(2) }) : undefined;
    expect(await names()).toEqual(['main']);
    expect(clock.sleeps).toEqual([3000]);
  });
});

test('the error says until when, by the clock of GitHub', async () => {
  clock.advance(7_200_000);
  standIn.odd = () => ofTheHour({ 'x-ratelimit-reset': reset(1799) });
  await expect(names()).rejects.toMatchObject({ message: expect.stringContaining('until 2026-11-27T12:30:00Z') });
  expect(clock.sleeps).toEqual([]);
});

test('once GitHub has refused 60 calls it is not asked any more, for any caller', async () => {
  standIn.odd = () => ofTheMoment({ 'retry-after': '0.001' });
  const branches = open({ waitBudgetSeconds: 30 });
  for (let asked = 0; asked < 100; asked += 1) {
    await expect(branches.branch('main')).rejects.toMatchObject({ code: 'github-rate-limit' });
  }
  expect(standIn.requests).toHaveLength(60);
});

test('a limit that GraphQL answers with 200 is one too', async () => {
  const answer = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
  let asked = 0;
  standIn.odd = ({ path }) => {
    if (path !== '/graphql') return undefined;
    asked += 1;
    return { status: 200, headers: { ...date, ...spent, 'x-ratelimit-reset': reset(4) }, body: answer };
  };
  const { rights } = openGitHub('acme/shop', { baseUrl: standIn.url, clock, token: 'secretsecret' });
  await expect(rights.login()).rejects.toMatchObject({ code: 'github-rate-limit' });
  expect(asked).toBe(25);
});

test('a wait is reported when it begins and every minute', async () => {
  standIn.odd = ({ path, count }) =>
    path.endsWith('/branches') && count === 1 ? ofTheMoment({ 'retry-after': '100' }) : undefined;
  await names();
  expect(reported).toEqual([100_000, 40_000]);
});

test('a limit that ends after the deadline is not waited for', async () => {
  standIn.odd = () => ofTheMoment({ 'retry-after': '4' });
  const deadline = new Date(gitHubsTime.getTime() + 10_000);
  await expect(names({ deadline })).rejects.toMatchObject({ code: 'github-rate-limit' });
  expect(clock.sleeps).toEqual([4000, 4000]);
});

test.each<[string, OddAnswer]>([
  ['a limit', ofTheMoment({ 'retry-after': '60' })],
  ['the next try after a 502', { status: 502, body: 'bad gateway' }],
])('an interruption ends the wait for %s at once, with its own reason', async (_what, answer) => {
  standIn.odd = () => answer;
  const interrupt = new AbortController();
  clock.after(500, () => interrupt.abort(new RangeError('stop')));
  await expect(open({ signal: interrupt.signal }).branch('main')).rejects.toThrow(RangeError);
  expect(standIn.requests).toHaveLength(1);
});

test('after an interruption GitHub is still asked, and written to at its pace', async () => {
  const { commitStatuses } = openGitHub('acme/shop', {
    ...{ baseUrl: standIn.url, clock, token: 'secretsecret', signal: AbortSignal.abort() },
  });
  const commit = '1'.repeat(40);
  for (let count = 0; count < 2; count += 1) {
    await commitStatuses.set(commit, { context: 'x', state: 'error', description: '' });
  }
  expect(standIn.statuses(commit)).toHaveLength(2);
});
