import { logsLogGroup } from '../../../lib/local/logs/log-group-type';
import type { LogsState } from '../../../lib/local/logs/logs';
import type { ResourceContext } from '../../../lib/local/resource/resource-type';
import { type AppWorld, never, openAppWorld } from '../elastic-beanstalk/app-world';

let world: AppWorld;

beforeAll(async () => {
  world = await openAppWorld();
});

afterAll(() => world.close());

test('a log group of a template is made, kept for as long as it says, and deleted', async () => {
  const context: ResourceContext<LogsState> = {
    ...{ world, region: world.region, accountId: world.accountId, logicalId: 'Logs' },
    ...{ stackId: 'arn:stack', stackName: 'shop', tags: {}, signal: never },
  };
  const properties = { LogGroupName: '/shop/web', RetentionInDays: 7 };
  const made = await logsLogGroup.create(context, properties);
  expect(made).toMatchObject({
    physicalId: '/shop/web',
    attributes: { Arn: 'arn:aws:logs:eu-central-1:111122223333:log-group:/shop/web:*' },
  });
  expect(world.logs.group('/shop/web')?.retentionDays).toBe(7);
  await logsLogGroup.update(context, made, { LogGroupName: '/shop/web' }, properties);
  expect(world.logs.group('/shop/web')).not.toHaveProperty('retentionDays', 7);
  await logsLogGroup.delete(context, made, properties);
  expect(world.logs.groups()).toEqual([]);
});
