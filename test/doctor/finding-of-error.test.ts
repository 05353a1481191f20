import { eachOf, findingOfError, ok } from '../../lib/doctor/finding';
import { PreviewError } from '../../lib/errors';

const error = (code: string, fault: 'user' | 'world' = 'world') =>
  new PreviewError(code, 'AWS refuses rds:DescribeAccountAttributes', { fault, hint: 'Allow it.' });

test('what may not be asked is a warning that names the action, and no fault', () => {
  expect(findingOfError(error('access-denied'))).toEqual({
    state: 'warning',
    saw: 'may not be asked: AWS refuses rds:DescribeAccountAttributes',
    mend: 'Allow it.',
  });
});

test.each([
  ['throttled', 'warning'],
  ['aws-timeout', 'warning'],
  ['aws-unavailable', 'warning'],
  ['github-rate-limit', 'warning'],
  ['github-unavailable', 'warning'],
  ['endpoint-unreachable', 'fault'],
  ['credentials-refused', 'fault'],
  ['platform-unknown', 'fault'],
  ['github-not-found', 'fault'],
])('%s is a %s', (code, state) => {
  expect(findingOfError(error(code)).state).toBe(state);
});

test('one item that cannot be looked at leaves the others their findings', async () => {
  const findings = await eachOf(['good', 'bad'], async (item) => {
    if (item === 'bad') throw error('platform-unknown', 'user');
    return ok(item);
  });
  expect(findings.map(({ state }) => state)).toEqual(['ok', 'fault']);
});
