import { checkSizes } from '../../../lib/local/elastic-beanstalk/environment/check-sizes';
import { Options } from '../../../lib/local/elastic-beanstalk/options';
import { optionsOf } from './app-world';

const balanced = { 'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced' };
const single = { 'aws:elasticbeanstalk:environment/EnvironmentType': 'SingleInstance' };
const sized = (MinSize: string, MaxSize: string, more: Readonly<Record<string, string>> = balanced) =>
  new Options(optionsOf({ 'aws:autoscaling:asg/MinSize': MinSize, 'aws:autoscaling:asg/MaxSize': MaxSize, ...more }));
const rolling = { ...balanced, 'aws:autoscaling:updatepolicy:rollingupdate/RollingUpdateEnabled': 'true' };
const head = 'Configuration validation exception: Invalid option value:';

test('an update to zero instances is allowed', () => {
  expect(checkSizes(sized('0', '0'), 'update')).toBeUndefined();
  expect(sized('0', '0').instanceCount).toBe(0);
});

test('nothing is created with zero instances', () => {
  expect(() => checkSizes(sized('0', '0'), 'create')).toThrow(
    `${head} '0' (Namespace: 'aws:autoscaling:asg', OptionName: 'MaxSize'): Value is less than minimum allowed value: 1`,
  );
});

test.each(['create', 'update'] as const)('zero instances and rolling updates exclude each other: %s', (step) => {
  expect(() => checkSizes(sized('0', '0', rolling), step)).toThrow(
    `${head} '0.0' (Namespace: 'aws:autoscaling:updatepolicy:rollingupdate', OptionName: 'MinInstancesInService'): ` +
      'The minimum instances in service for rolling updates (0) should be less than the maximum instance count for the Autoscaling group (0).',
  );
});

test.each([
  ['-1', '2'],
  ['one', '2'],
  ['1', '2.5'],
  ['3', '2'],
])('sizes that no group can have are refused: %s to %s', (least, most) => {
  expect(() => checkSizes(sized(least, most), 'update')).toThrow(head);
});

test('a single instance stays one, whatever the sizes say', () => {
  expect(checkSizes(sized('0', '0', single), 'create')).toBeUndefined();
  expect(sized('0', '0', single).instanceCount).toBe(1);
});

test('a least size of zero alone takes no instance away', () => {
  expect(sized('0', '2').instanceCount).toBe(1);
});
