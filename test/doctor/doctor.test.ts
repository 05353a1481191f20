import type { Check } from '../../lib/doctor/check';
import { checks } from '../../lib/doctor/checks';
import { doctor } from '../../lib/doctor/doctor';
import { fault, ok, settingsFault } from '../../lib/doctor/finding';
import { PreviewError } from '../../lib/errors';
import { DoctorWorld } from './doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

const fine = (name: string, more: Partial<Check> = {}): Check => ({
  name,
  title: `the ${name}`,
  look: async () => [ok(`${name} is fine`)],
  ...more,
});
const run = (table: readonly Check[], signal?: AbortSignal) =>
  doctor(world.ports, { ...world.request(), ...(signal && { signal }) }, table);

test('where everything is in place there is no warning and no fault, in the order of the table', async () => {
  world.withoutGitHub = true;
  const checked = await doctor(world.ports, world.request());
  const bad = checked.flatMap(({ name, findings }) =>
    findings.filter(({ state }) => state !== 'ok').map(({ saw }) => `${name}: ${saw}`),
  );
  expect(bad).toEqual(['cleanup: Cleanup has not run yet: schedule `preview-stacks cleanup --execute`.']);
  expect(checked.map(({ name }) => name)).toEqual(checks.map(({ name }) => name));
});

test('results have the order of the table, in whatever order the checks end', async () => {
  let release: () => void = () => undefined;
  const slow = fine('slow', {
    look: () =>
      new Promise((resolve) => {
        release = () => resolve([ok('at last')]);
      }),
  });
  const quick = fine('quick', {
    look: async () => {
      release();
      return [ok('at once')];
    },
  });
  const checked = await run([slow, quick]);
  expect(checked.flatMap(({ findings }) => findings.map(({ saw }) => saw))).toEqual(['at last', 'at once']);
});

test('a check that throws becomes a finding and ends no other', async () => {
  const broken = fine('broken', {
    look: async () => {
      throw new Error('boom\nwith a trace');
    },
  });
  const checked = await run([broken, fine('next')]);
  expect(checked.map(({ findings }) => findings)).toEqual([
    [fault('could not be looked at: boom')],
    [ok('next is fine')],
  ]);
});

test('a check that stands on a faulty one is not looked at, and says why', async () => {
  const looked = jest.fn(async () => [ok('never')]);
  const checked = await run([
    fine('first', { look: async () => [fault('it is not there')] }),
    fine('second', { after: ['first'], look: looked }),
  ]);
  expect(checked[1]?.findings).toEqual([
    { state: 'warning', saw: 'not looked at, because of the fault under "the first"', under: 'the first' },
  ]);
  expect(looked).not.toHaveBeenCalled();
});

test('a check that does not concern the settings, or has nothing to say, has no line', async () => {
  const checked = await run([fine('foreign', { concerns: () => false }), fine('silent', { look: async () => [] })]);
  expect(checked).toEqual([]);
});

test('each check that has ended is reported', async () => {
  await run([fine('one'), fine('two')]);
  expect(world.events).toEqual([
    { kind: 'looked-at', title: 'the one', done: 1, total: 2 },
    { kind: 'looked-at', title: 'the two', done: 2, total: 2 },
  ]);
});

test('it does not wait for a check once it is to stop', async () => {
  const abort = new AbortController();
  const endless = fine('endless', { look: () => new Promise(() => undefined) });
  const running = run([endless], abort.signal);
  abort.abort(new PreviewError('interrupted', 'Stopped on request', { fault: 'user' }));
  await expect(running).rejects.toMatchObject({ code: 'interrupted' });
});

test('every check has a name of its own and stands only on checks before it', () => {
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const [index, { after = [] }] of checks.entries()) {
    expect(after.filter((name) => !names.slice(0, index).includes(name))).toEqual([]);
  }
});

test('without credentials there is one fault, and what needs AWS is not looked at', async () => {
  const refusal = new PreviewError('credentials-missing', 'no AWS credentials were found', {
    fault: 'user',
    hint: 'Set AWS_PROFILE.',
  });
  world.account.faults.fail('identity', refusal, { times: Number.POSITIVE_INFINITY });
  const findings = (await doctor(world.ports, world.request())).flatMap((checked) => checked.findings);
  expect(findings.filter(({ state }) => state === 'fault')).toEqual([
    { state: 'fault', saw: 'could not be looked at: no AWS credentials were found', mend: 'Set AWS_PROFILE.' },
  ]);
  expect(findings.filter(({ saw }) => saw.includes('because of the fault under "AWS credentials"')).length).toBe(14);
});

test('wrong settings are a fault each, with the fix of each', () => {
  const error = new PreviewError('settings-invalid', '2 faults', {
    fault: 'user',
    faults: [
      { path: 'base.region', message: 'is missing', hint: 'Set it.' },
      { path: 'project', message: 'is "SHOP"', hint: 'Use lower case.' },
    ],
  });
  expect(settingsFault(error).findings).toEqual([
    fault('base.region: is missing', 'Set it.'),
    fault('project: is "SHOP"', 'Use lower case.'),
  ]);
  const missing = new PreviewError('settings-missing', 'there is no settings file', {
    fault: 'user',
    hint: 'Write one.',
  });
  expect(settingsFault(missing).findings).toEqual([
    fault('could not be looked at: there is no settings file', 'Write one.'),
  ]);
});
