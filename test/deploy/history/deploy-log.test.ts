import fc from 'fast-check';
import { readRecord } from '../../../lib/aws/s3/read-record';
import { withFailure } from '../../../lib/deploy/records';
import { PreviewError } from '../../../lib/errors';
import { recordLine } from '../../../lib/text/record-line';
import { anyText } from '../../announce/hostile';
import { recordOf } from '../../contracts/aws/records.contract';
import { commit, DeployWorld, failure, names } from '../deploy-world';

const location = {
  bucket: 'bundles',
  targetId: 'login',
  stackId:
    'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/0a1b2c3d-0000-4000-8000-000000000001',
};

test('a deploy keeps who ran it, the subject of its commit, and what became of the data', async () => {
  const world = new DeployWorld();
  world.checkout.currentRun = { actor: 'octocat' };
  await world.deploy();
  expect((await world.record())?.deploys).toMatchObject([
    { commit, by: 'octocat', subject: 'Add a login page', data: 'seeded' },
  ]);
  await world.deploy();
  expect((await world.record())?.deploys.map(({ data }) => data)).toEqual(['kept', 'seeded']);
});

test("on a person's machine it is who git says, and in a job that names no actor it is not known", async () => {
  for (const [job, by] of [
    [false, 'Ada L.'],
    [true, undefined],
  ] as const) {
    const world = new DeployWorld();
    world.checkout.currentPerson = 'Ada\tL.';
    world.checkout.job = job;
    await world.deploy();
    expect((await world.record())?.deploys[0]?.by).toBe(by);
  }
});

test('a seed that fails is said with its deploy', async () => {
  const world = new DeployWorld();
  world.commands.answer = () => ({ status: 'failed', exitCode: 1, stdout: '', stderr: '' });
  await failure(world.deploy());
  expect((await world.record())?.deploys[0]?.data).toBe('seed-failed');
});

test('a deploy whose stack fails, and one that does not become healthy, are kept apart from those that went well', async () => {
  const world = new DeployWorld();
  await world.deploy();
  world.packer.contents = 'version 2';
  world.stacks.failOperation(names.stackName, { operation: 'update', reason: 'no\u001b[2J capacity' });
  await failure(world.deploy());
  world.probe.otherwise = { kind: 'answered', status: 500 };
  world.packer.contents = 'version 3';
  expect(await failure(world.deploy())).toMatchObject({ code: 'unhealthy' });
  const record = await world.record();
  expect(record?.deploys).toHaveLength(1);
  expect(record?.failed).toMatchObject([
    { code: 'unhealthy', ended: 'failed', commit, bundles: { web: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    { code: 'stack-failed', ended: 'failed', because: expect.stringContaining('no\\u001b[2J capacity') },
  ]);
});

test('an interrupted deploy is kept as one', async () => {
  const world = new DeployWorld();
  await world.deploy();
  world.packer.contents = 'version 2';
  world.probe.otherwise = { kind: 'silent', reason: 'refused' };
  world.clock.after(5000, () => world.abort.abort(new PreviewError('interrupted', 'Stopped', { fault: 'user' })));
  expect(await failure(world.deploy())).toMatchObject({ code: 'interrupted' });
  expect((await world.record())?.failed).toMatchObject([{ ended: 'interrupted', code: 'interrupted' }]);
});

test('a note that cannot be written changes no error', async () => {
  const world = new DeployWorld();
  await world.deploy();
  world.packer.contents = 'version 2';
  world.stacks.failOperation(names.stackName, { operation: 'update' });
  world.stacks.onSettled = () =>
    world.records.faults.fail('read', new PreviewError('access-denied', 'no', { fault: 'world' }), { times: 9 });
  expect(await failure(world.deploy())).toMatchObject({ code: 'stack-failed' });
});

test('of those that did not go well the newest twenty are kept', () => {
  const [deploy] = recordOf(location).deploys;
  const failures = Array.from({ length: 22 }, (_, index) => `code-${index}`);
  const record = failures.reduce(
    (former, code) => (deploy ? withFailure(former, { ...deploy, ended: 'failed', code, because: code }) : former),
    recordOf(location),
  );
  expect(record.failed?.map(({ code }) => code)).toEqual(failures.slice(2).reverse());
});

test('whatever a commit or a person is called, the record that holds it is read again', () => {
  fc.assert(
    fc.property(anyText, anyText, (subject, by) => {
      const record = recordOf(location);
      const [deploy] = record.deploys;
      const lines = { subject: recordLine(subject), by: recordLine(by, 100) };
      const whole = JSON.parse(JSON.stringify({ ...record, deploys: [{ ...deploy, ...lines }] }));
      expect(readRecord(JSON.stringify(whole), location)).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});
