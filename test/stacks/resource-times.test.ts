import { ResourceTimes } from '../../lib/stacks/resource-times';

const event = (seconds: number, logicalId: string, status: string, type = 'AWS::S3::Bucket') => ({
  ...{ id: `${seconds} ${status}`, at: new Date(seconds * 1000), logicalId, physicalId: '', type, status },
});

test('a resource lasts from its first event to its last, and begins once', () => {
  const times = new ResourceTimes('shop');
  expect(times.take(event(1, 'Files', 'CREATE_IN_PROGRESS'))).toMatchObject({ logicalId: 'Files', deed: 'create' });
  expect(times.take(event(3, 'Files', 'CREATE_IN_PROGRESS'))).toBeUndefined();
  expect(times.underWay).toHaveLength(1);
  expect(times.take(event(9, 'Files', 'CREATE_COMPLETE'))).toMatchObject({ milliseconds: 8000, failed: false });
  expect(times.underWay).toEqual([]);
});

test('the stack is none of its resources, and what follows its rollback is taken back', () => {
  const times = new ResourceTimes('shop');
  expect(times.take(event(1, 'shop', 'UPDATE_ROLLBACK_IN_PROGRESS', 'AWS::CloudFormation::Stack'))).toBeUndefined();
  times.take(event(2, 'Files', 'DELETE_IN_PROGRESS'));
  expect(times.take(event(4, 'Files', 'DELETE_SKIPPED'))).toMatchObject({ isTakenBack: true, milliseconds: 2000 });
});

test('a status that it does not know says nothing', () => {
  const times = new ResourceTimes('shop');
  expect(times.take(event(1, 'Files', 'CREATE_DREAMING'))).toBeUndefined();
  expect(times.take(event(1, 'Files', 'constructor_COMPLETE'))).toBeUndefined();
  expect(times.ended).toEqual([]);
});
