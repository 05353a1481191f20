import { cloudWatchAlarm, cloudWatchDashboard } from '../../../lib/local/cloudwatch/cloudwatch-types';
import { smallWorld } from '../small-world';

const context = () => smallWorld().context('Errors');

test('an alarm has the name that it is given, or one of its stack', async () => {
  const named = await cloudWatchAlarm.create(context(), { AlarmName: 'shop web: errors' });
  expect(named).toEqual({
    physicalId: 'shop web: errors',
    attributes: { Arn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:shop web: errors' },
  });
  expect((await cloudWatchAlarm.create(context(), {})).physicalId).toMatch(/^shop-Errors-[A-Z0-9]{12}$/);
  expect(await cloudWatchAlarm.update(context(), named, {}, {})).toBe(named);
});

test('a dashboard is refused whose body is no JSON, when it is made and when it changes', async () => {
  const made = await cloudWatchDashboard.create(context(), { DashboardName: 'shop', DashboardBody: '{"widgets":[]}' });
  expect(made).toEqual({ physicalId: 'shop', attributes: {} });
  const refusal = { code: 'InvalidParameterInput' };
  await expect(cloudWatchDashboard.create(context(), { DashboardBody: '{' })).rejects.toMatchObject(refusal);
  await expect(cloudWatchDashboard.update(context(), made, { DashboardBody: '{' }, {})).rejects.toMatchObject(refusal);
  expect(await cloudWatchDashboard.update(context(), made, { DashboardBody: '{}' }, {})).toBe(made);
});
