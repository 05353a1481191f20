import { inspect } from 'node:util';
import type { CircleCiAccess } from '../../lib/circleci/circleci-calls';
import { CircleCiPipelines } from '../../lib/circleci/circleci-pipelines';
import type { PreviewError } from '../../lib/errors';
import { FakeClock } from '../fakes/fake-clock';
import { type CircleCiAnswerOfDay, StandInCircleCi } from '../fakes/stand-in-circleci';

const { token, organizationId, projectId } = StandInCircleCi;
const project = { repository: 'acme/shop', organizationId, projectId };
const started: StandInCircleCi[] = [];
afterEach(async () => {
  for (const standIn of started.splice(0)) await standIn.stop();
});

async function open(kind: 'oauth' | 'app' = 'oauth', access: Partial<CircleCiAccess> = {}) {
  const standIn = await StandInCircleCi.start(kind);
  started.push(standIn);
  const clock = new FakeClock();
  const given = { token, baseUrl: standIn.url, clock, timeoutMs: 500, ...access };
  return { standIn, clock, pipelines: new CircleCiPipelines(project, given) };
}

async function refusal(pipelines: CircleCiPipelines, branch = 'main'): Promise<PreviewError> {
  const error = await pipelines.start(branch).then(
    () => undefined,
    (thrown: PreviewError) => thrown,
  );
  expect(error).toMatchObject({ code: 'pipeline-not-started', fault: 'world', hint: expect.stringMatching(/\w/) });
  expect(error?.message).toContain(`the pipeline of branch ${branch} was not started: `);
  expect(inspect(error, { depth: 10 })).not.toContain('secretsecret');
  return error as PreviewError;
}

test.each([
  ['oauth', 'gh/acme/shop'],
  ['app', `circleci/${organizationId}/${projectId}`],
] as const)(
  'a project of the kind %s is started as %s, with its config and its code of the branch',
  async (kind, slug) => {
    const { standIn, pipelines } = await open(kind);
    standIn.branches.add('feature/日本語');
    const { url } = await pipelines.start('feature/日本語');
    expect(url).toBe(`${standIn.url}/pipelines/${slug}/1`);
    const of = { branch: 'feature/日本語' };
    expect(standIn.posted).toEqual([
      { definition_id: 'cccccccc-3333-4333-8333-cccccccccccc', config: of, checkout: of },
    ]);
  },
);

test('another project that has the name of ours is not started', async () => {
  const { standIn, pipelines } = await open('app');
  standIn.odd = (request) => (request.endsWith('/gh/acme/shop') ? { body: { id: organizationId } } : undefined);
  await pipelines.start('main');
  expect(standIn.requests.at(-1)).toBe(`POST /api/v2/project/circleci/${organizationId}/${projectId}/pipeline/run`);
  standIn.odd = () => ({ body: { id: organizationId } });
  expect((await refusal(pipelines)).message).toContain(`knows no project ${projectId} of acme/shop`);
  expect(standIn.started).toEqual(['main']);
});

test.each<[string, readonly object[], string | undefined]>([
  ['none is listed', [], undefined],
  ['one is listed, of whatever file', [{ id: 'one', name: 'build' }], 'one'],
  [
    'several are, and one is of the usual file',
    [
      { id: 'night', name: 'nightly', config_source: { file_path: '.circleci/nightly.yml' } },
      { id: 'usual', name: 'build', config_source: { file_path: '.circleci/config.yml' } },
    ],
    'usual',
  ],
])('where %s, that pipeline is started', async (_, definitions, id) => {
  const { standIn, pipelines } = await open();
  standIn.definitions = definitions;
  await pipelines.start('main');
  expect(standIn.posted[0]).toEqual({
    ...(id && { definition_id: id }),
    config: { branch: 'main' },
    checkout: { branch: 'main' },
  });
});

test('of several pipelines none is guessed', async () => {
  const { standIn, pipelines } = await open();
  const source = { config_source: { file_path: '.circleci/config.yml' } };
  standIn.definitions = [
    { id: '1', name: 'build', ...source },
    { id: '2', name: 'other\u001b[31m', ...source },
  ];
  expect((await refusal(pipelines)).message).toContain(
    'has 2 pipelines, and not one alone of .circleci/config.yml: build, other\\u001b',
  );
  expect(standIn.posted).toEqual([]);
});

test.each<[CircleCiAnswerOfDay, RegExp, RegExp]>([
  [{ status: 401, body: { message: 'You must log in first.' } }, /does not accept the token/, /CIRCLECI_TOKEN.*person/],
  [{ status: 403, body: { message: 'Permission denied' } }, /refuses: Permission denied/, /CIRCLECI_TOKEN/],
  [
    { status: 400, body: { message: `Branch not found ${token}\nx` } },
    /HTTP 400\): Branch not found \*\*\* x/,
    /pushed/,
  ],
  [{ status: 422, body: {} }, /HTTP 422\): without a word why/, /pushed/],
  [{ status: 404, body: { message: 'Project not found' } }, /Project not found/, /pushed/],
  [
    { status: 200, body: { message: 'Ignoring pipeline due to CI skip' } },
    /: Ignoring pipeline due to CI skip/,
    /^Push/,
  ],
  [{ status: 201, body: '<html>' }, /not CircleCI's/, /proxy/],
  [{ status: 202, body: {} }, /not CircleCI's: HTTP 202/, /proxy/],
  [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, /not CircleCI's: HTTP 302/, /CIRCLECI_HOST/],
])('a start that is answered with %j says why and what to do', async (answer, message, hint) => {
  const { standIn, pipelines } = await open();
  standIn.odd = (request) => (request.startsWith('POST') ? answer : undefined);
  const error = await refusal(pipelines);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
  expect(standIn.requests.filter((one) => one.startsWith('POST'))).toHaveLength(1);
});

test.each<CircleCiAnswerOfDay>([{ status: 500 }, { cut: 'after' }])(
  'a start whose answer is lost by %j may have happened, and is not repeated',
  async (answer) => {
    const { standIn, pipelines } = await open();
    standIn.odd = (request) => (request.startsWith('POST') ? answer : undefined);
    expect((await refusal(pipelines)).message).toContain('it may have been started all the same');
    expect(standIn.requests.filter((one) => one.startsWith('POST'))).toHaveLength(1);
  },
);

test.each<CircleCiAnswerOfDay>([{ status: 503 }, { cut: 'before' }])(
  'a look that is answered with %j is repeated',
  async (answer) => {
    const { standIn, clock, pipelines } = await open();
    standIn.odd = (request, count) => (request.startsWith('GET') && count <= 3 ? answer : undefined);
    await pipelines.start('main');
    expect(clock.sleeps).toEqual([1000, 4000, 9000, 1000, 4000, 9000]);
    standIn.odd = () => answer;
    expect((await refusal(pipelines)).message).toContain('CircleCI did not answer: ');
  },
);

test('a limit is waited for within the budget, for a start too', async () => {
  const { standIn, clock, pipelines } = await open();
  const limit = { status: 429, headers: { 'retry-after': '20' } };
  standIn.odd = (request, count) => (request.startsWith('POST') && count <= 2 ? limit : undefined);
  await pipelines.start('main');
  expect(clock.sleeps).toEqual([20_000, 20_000]);
  standIn.odd = () => limit;
  expect((await refusal(pipelines)).message).toContain('rate limit is used up');
  expect(standIn.started).toEqual(['main']);
});

test('an interruption ends a wait with its own reason', async () => {
  const interrupt = new AbortController();
  const { standIn, clock, pipelines } = await open('oauth', { signal: interrupt.signal });
  standIn.odd = () => ({ status: 503 });
  clock.after(500, () => interrupt.abort(new RangeError('stop')));
  await expect(pipelines.start('main')).rejects.toThrow(RangeError);
});

test('a redirect takes the token to no other host', async () => {
  const { standIn, pipelines } = await open();
  const other = await StandInCircleCi.start();
  started.push(other);
  standIn.odd = () => ({ status: 307, headers: { location: `${other.url}/api/v2/project/gh/acme/shop` } });
  expect((await refusal(pipelines)).message).toContain('HTTP 307');
  expect(other.requests).toEqual([]);
});

test.each(['', 'two words', 'line\nbreak', '日本語'])('a token that none can be, %j, is not sent', async (wrong) => {
  const { standIn, pipelines } = await open('oauth', { token: wrong });
  expect((await refusal(pipelines)).message).toContain('CIRCLECI_TOKEN is no token');
  expect(standIn.requests).toEqual([]);
});

test('an address that is none is named as what it is', async () => {
  const { pipelines } = await open('oauth', { baseUrl: 'circleci.example.com' });
  expect((await refusal(pipelines)).message).toContain('CIRCLECI_HOST is no web address');
});

test('on circleci.com the page of a pipeline is on its app', async () => {
  const { standIn, pipelines } = await open('oauth', { baseUrl: '' });
  const real = globalThis.fetch;
  const asked = jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    return real(String(input).replace('https://circleci.com', standIn.url), init);
  });
  const { url } = await pipelines.start('main');
  asked.mockRestore();
  expect(url).toBe('https://app.circleci.com/pipelines/gh/acme/shop/1');
});
