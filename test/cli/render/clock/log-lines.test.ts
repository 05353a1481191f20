import { textProgress } from '../../../../lib/cli/render/progress-text';
import type { ProgressEvent } from '../../../../lib/progress';
import { FakeClock } from '../../../fakes/fake-clock';
import { TerminalStandIn } from '../../terminal-stand-in';
import { began, bucket, database, ended, ending, opening, operation, stackEvent, stackName, web } from './story';

function logOf(events: readonly (readonly [number, ProgressEvent])[]): readonly string[] {
  const terminal = new TerminalStandIn();
  const clock = new FakeClock(new Date(began));
  const progress = textProgress(terminal, clock);
  for (const [seconds, event] of events) {
    clock.advance(began + seconds * 1000 - clock.now().getTime());
    progress.emit(event);
  }
  return terminal.lines;
}

test('the log of a deploy has one line for each resource and step, with its time, and no line twice', () => {
  const log = logOf([...opening, ...ending]);
  expect(log).toEqual([
    '  ✓      1.0 s  branch and commit are still there',
    'login-page 11111111 → shop-preview-login-page',
    '    shop-preview-login-page: create',
    '         5.0 s  bucket (FileStoreFilesBucket18921337)',
    [
      '  … shop-preview-login-page is in CREATE_IN_PROGRESS, waited 1 min 0 s: 1 of 4 resources',
      'database for 58 s, usually up to 20 min (AWS)',
      'Beanstalk environment web for 50 s, usually about 5 min (AWS)',
      'and 1 more',
    ].join('; '),
    '     3 min 5 s  database (DatabaseInstance02E622FB)',
    '     3 min 3 s  Acme::Rocket::Engine (StrangeThing)',
    '    5 min 18 s  Beanstalk environment (WebEnvironment3FDD0FDA)',
    '  ✓ 5 min 30 s  stack',
    '  … web: Ready, Red: i-0123: 100.0 % of the requests are failing with HTTP 5xx.',
    '  … waited 1 min 1 s: web is Red',
    '  ✓  1 min 8 s  healthy',
  ]);
  expect(new Set(log).size).toBe(log.length);
});

test('a stack outside of a deploy ends with a line of its own', () => {
  expect(
    logOf([
      [2, operation],
      [602, ended()],
    ]).at(-1),
  ).toBe(`  ✓     10 min  ${stackName}: CREATE_COMPLETE, 0 of 4 resources`);
});

test('what fails is said with its time and reason, and what is taken back for it as such', () => {
  const log = logOf([
    [2, operation],
    [3, stackEvent(3, ...bucket, 'CREATE_IN_PROGRESS')],
    [4, stackEvent(4, ...bucket, 'CREATE_COMPLETE')],
    [4, stackEvent(4, ...database, 'CREATE_IN_PROGRESS')],
    [130, stackEvent(129, ...database, 'CREATE_FAILED', 'no room')],
    [131, ended('ROLLBACK_IN_PROGRESS', 131)],
    [132, stackEvent(132, ...bucket, 'DELETE_IN_PROGRESS')],
    [134, stackEvent(134, ...bucket, 'DELETE_COMPLETE')],
    [140, ended('ROLLBACK_COMPLETE', 140)],
  ]);
  expect(log).toEqual([
    '    shop-preview-login-page: create',
    '         1.0 s  bucket (FileStoreFilesBucket18921337)',
    '  ✗ database (DatabaseInstance02E622FB) CREATE_FAILED after 2 min 5 s: no room',
    '         2.0 s  bucket (FileStoreFilesBucket18921337), deleted, taken back',
    '  ✗ 2 min 18 s  shop-preview-login-page: ROLLBACK_COMPLETE, 2 of 4 resources',
  ]);
});

test('a resource whose beginning was not seen has no time', () => {
  expect(logOf([[0, stackEvent(0, ...web, 'CREATE_COMPLETE')]])).toEqual([
    '                Beanstalk environment (WebEnvironment3FDD0FDA), made',
  ]);
});
