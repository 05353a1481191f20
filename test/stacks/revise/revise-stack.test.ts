import type { ProposedChange } from '../../../lib/ports/stacks';
import { reviseStack } from '../../../lib/stacks/revise/revise-stack';
import { reviseTemplate } from '../../../lib/stacks/revise/revise-template';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeStacks } from '../../fakes/fake-stacks';

const commit = { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'PREVIEW_STACKS_COMMIT' };
const template = (hash: string, more: object = {}) =>
  JSON.stringify({
    Resources: {
      Version: {
        Type: 'AWS::ElasticBeanstalk::ApplicationVersion',
        Properties: { ApplicationName: 'shop', SourceBundle: { S3Bucket: 'bundles', S3Key: `x/bundles/${hash}.zip` } },
      },
      Web: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: {
          ...{ EnvironmentName: 'shop-x--web', VersionLabel: { Ref: 'Version' } },
          OptionSettings: [{ ...commit, Value: hash }],
        },
      },
      ...more,
    },
  });

function world(facts: { readonly status?: string } = {}) {
  const clock = new FakeClock();
  const stacks = new FakeStacks(clock);
  const tags = { 'preview-stacks:project': 'shop' };
  const stack = stacks.add({ name: 'shop-x', tags, terminationProtection: true, ...facts }, template('new'));
  const revised = reviseTemplate(
    template('new'),
    new Map([['shop-x--web', { bundleKey: 'x/bundles/old.zip', options: [{ ...commit, Value: 'old' }] }]]),
  );
  const revise = () =>
    reviseStack(
      { stacks, clock },
      {
        ...{ stack, revised, isPreview: true, roleArn: 'arn:role', tell: () => undefined },
        templateStore: { bucket: 'bundles', targetId: 'x' },
      },
    );
  return { clock, stacks, stack, revise };
}

test('a revision is deployed under the role, with the tags and the protection that the stack has', async () => {
  const { stacks, stack, revise } = world();
  expect(await revise()).toMatchObject({ operation: 'updated', stack: { status: 'UPDATE_COMPLETE' } });
  expect(await stacks.template(stack.id)).toBe(template('old'));
  expect(stacks.changes).toMatchObject([{ roleArn: 'arn:role', tags: stack.tags, terminationProtection: true }]);
});

test('a change set that touches anything else is discarded, and the error names what', async () => {
  const { stacks, stack, revise } = world();
  const stray: ProposedChange = {
    ...{ logicalId: 'Database', type: 'AWS::RDS::DBInstance', action: 'Modify', replacement: 'False' },
    details: [{ attribute: 'Properties', property: 'EngineVersion', isDynamic: false }],
  };
  const change = stacks.change.bind(stacks);
  stacks.change = (asked) => change({ ...asked, review: async (changes) => asked.review?.([...changes, stray]) });
  await expect(revise()).rejects.toMatchObject({
    code: 'change-strays',
    message: expect.stringContaining('Database (AWS::RDS::DBInstance): EngineVersion'),
  });
  expect(await stacks.template(stack.id)).toBe(template('new'));
  expect(stacks.calls).toEqual([]);
});

test('a deploy that ended between our look and the change set is not taken back', async () => {
  const { clock, stacks, stack, revise } = world();
  await clock.sleep(1000);
  stacks.alter(stack.id, { status: 'UPDATE_COMPLETE', updatedAt: clock.now() });
  await expect(revise()).rejects.toMatchObject({ code: 'stack-overtaken' });
  expect(stacks.calls).toEqual([]);
});

test.each([
  ['UPDATE_IN_PROGRESS', 'stack-busy'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'stack-busy'],
  ['UPDATE_ROLLBACK_FAILED', 'stack-stuck'],
  ['CREATE_FAILED', 'stack-stuck'],
  ['DELETE_FAILED', 'stack-stuck'],
  ['SOMETHING_NEW', 'stack-stuck'],
])('a stack in %s is left alone: %s', async (status, code) => {
  const { stacks, revise } = world({ status });
  await expect(revise()).rejects.toMatchObject({ code, message: expect.stringContaining(status) });
  expect(stacks.changes).toEqual([]);
});

test('an update that fails says that the version before runs on', async () => {
  const { stacks, stack, revise } = world();
  stacks.failOperation(stack.name, { operation: 'update', reason: 'no capacity' });
  await expect(revise()).rejects.toMatchObject({
    code: 'stack-failed',
    message: expect.stringContaining('no capacity'),
  });
  expect(await stacks.template(stack.id)).toBe(template('new'));
});
