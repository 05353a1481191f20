import type { Lifecycle } from '../../../lib/local/elastic-beanstalk/records';
import { appState, serverState } from '../../../lib/local/start-page/state';

const green = { colour: 'Green', status: 'Ok', causes: [] } as const;
const red = { colour: 'Red', status: 'Severe', causes: ['The app answers 500'] } as const;
const grey = { colour: 'Grey', status: 'Pending', causes: [] } as const;
const instances = (...lifecycles: Lifecycle[]) => lifecycles.map((lifecycle) => ({ lifecycle }));

test.each([
  [{ status: 'Launching', health: grey }, instances('Pending'), 'busy', 'starting', undefined],
  [{ status: 'Updating', health: green }, instances('InService'), 'busy', 'changing', undefined],
  [{ status: 'Terminating', health: green }, instances('InService'), 'busy', 'going away', undefined],
  [{ status: 'Ready', health: green }, instances('InService'), 'good', 'running', []],
  [{ status: 'Ready', health: red }, instances('InService'), 'bad', 'failing', ['The app answers 500']],
  [{ status: 'Ready', health: grey }, instances('InService'), 'busy', 'not known yet', []],
  [{ status: 'Ready', health: grey }, [], 'rest', 'asleep', ['no instances']],
  [
    { status: 'Ready', health: green },
    instances('InService', 'Standby'),
    'good',
    'running',
    ['2 instances', '1 taken out'],
  ],
  [{ status: 'Ready', health: grey }, instances('Standby'), 'rest', 'out of service', ['1 taken out']],
] as const)('an app is in words: %j, %j is %s, %s', (environment, behind, tone, word, more) => {
  expect(appState(environment, behind)).toEqual({ tone, word, ...(more && { more }) });
});

test('a database is in words, and one without a server says so', () => {
  expect(serverState('stopped', false)).toEqual({ tone: 'rest', word: 'asleep' });
  expect(serverState('available', true)).toEqual({ tone: 'rest', word: 'recorded only', more: ['no server runs it'] });
});
