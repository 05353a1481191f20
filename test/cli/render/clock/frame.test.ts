import { columnsOf, cutTo } from '../../../../lib/cli/render/clock/columns';
import { frame } from '../../../../lib/cli/render/clock/frame';
import { Watched } from '../../../../lib/cli/render/clock/watched';
import type { ProgressEvent } from '../../../../lib/progress';
import { began, ending, opening, operation, stackEvent, usual } from './story';

function watchedAfter(events: readonly (readonly [number, ProgressEvent])[]): Watched {
  const watched = new Watched();
  for (const [seconds, event] of events) watched.take(event, began + seconds * 1000);
  return watched;
}

const drawn = (watched: Watched, seconds: number, columns: number, rows = 24, note = '') =>
  frame(watched, began + seconds * 1000, { columns, rows }, note);

describe('while a stack is being made', () => {
  const watched = watchedAfter(opening);

  test('80 columns say what is under way, the longest first, and what AWS says of it', () => {
    expect(drawn(watched, 194, 80)).toEqual([
      '  Stack shop-preview-login-page: 1 of 4 resources, 3 min 12 s',
      '    database                            3 min 10 s  usually up to 20 min (AWS)',
      '    Beanstalk environment web            3 min 2 s  usually about 5 min (AWS)',
      '    Acme::Rocket::Engine strange thing   3 min 6 s',
      '  In all 3 min 14 s; the stack usually 5–25 min (AWS)',
    ]);
  });

  test('140 columns say the same', () => {
    expect(drawn(watched, 194, 140)).toEqual([
      '  Stack shop-preview-login-page: 1 of 4 resources, 3 min 12 s',
      '    database                            3 min 10 s  usually up to 20 min (AWS)',
      '    Beanstalk environment web            3 min 2 s  usually about 5 min (AWS)',
      '    Acme::Rocket::Engine strange thing   3 min 6 s',
      '  In all 3 min 14 s; the stack usually 5–25 min (AWS)',
    ]);
  });

  test('60 columns cut names visibly, and say shorter what is usual', () => {
    expect(drawn(watched, 194, 60)).toEqual([
      '  Stack shop-preview-login-p…: 1 of 4 resources, 3 min 12 s',
      '    database                 3 min 10 s  up to 20 min (AWS)',
      '    Beanstalk environment …   3 min 2 s  about 5 min (AWS)',
      '    Acme::Rocket::Engine s…   3 min 6 s',
      '  In all 3 min 14 s; the stack usually 5–25 min (AWS)',
    ]);
  });

  test('says what records say, of each and of the whole', () => {
    const known = watchedAfter([[0, usual], ...opening]);
    expect(drawn(known, 194, 140)).toEqual([
      '  Stack shop-preview-login-page: 1 of 4 resources, 3 min 12 s, usually 8–20 min',
      '    database                            3 min 10 s  usually 5–15 min',
      '    Beanstalk environment web            3 min 2 s  usually about 5 min (AWS)',
      '    Acme::Rocket::Engine strange thing   3 min 6 s',
      '  In all 3 min 14 s of about 13 min',
    ]);
    expect(drawn(known, 3000, 140).at(-1)).toBe('  In all 50 min 0 s of about 13 min, longer than the deploys before');
  });

  test('names three and counts the others', () => {
    const many = watchedAfter([
      [0, operation],
      ...Array.from(
        { length: 7 },
        (_, index) => [0, stackEvent(0, `Role${index}`, 'AWS::IAM::Role', 'CREATE_IN_PROGRESS')] as const,
      ),
    ]);
    expect(drawn(many, 5, 80)).toEqual([
      '  Stack shop-preview-login-page: 0 of 4 resources, 5 s, usually 5–25 min (AWS)',
      '    role role0  5 s',
      '    role role1  5 s',
      '    role role2  5 s',
      '    and 4 more',
    ]);
  });
});

test('waiting for health says which instance says what, and how long it still waits', () => {
  const watched = watchedAfter([...opening, ...ending.slice(0, -1)]);
  expect(drawn(watched, 392, 80)).toEqual([
    '  Waiting until it is healthy: 1 min 0 s, given up in 9 min 0 s',
    '    web: Ready, Red: i-0123: 100.0 % of the requests are failing with HTTP 5xx.',
    '  In all 6 min 32 s',
  ]);
});

test('a seed says on which instance it runs, and how long it may', () => {
  const watched = watchedAfter([
    [0, { kind: 'step-started', step: 'seed' }],
    [0, { kind: 'seed-started', service: 'web', instanceId: 'i-0123', milliseconds: 600_000 }],
  ]);
  expect(drawn(watched, 70, 80)).toEqual(['  Test data, in web on i-0123: 1 min 10 s, stopped in 8 min 50 s']);
});

test('nothing under way is no line, and a note stands alone', () => {
  expect(drawn(new Watched(), 0, 80)).toEqual([]);
  expect(drawn(new Watched(), 0, 20, 24, 'GitHub makes us wait for 3 min')).toEqual(['  … GitHub makes u…']);
});

test('no frame is wider than the terminal less one column, nor higher', () => {
  const watched = watchedAfter([[0, usual], ...opening]);
  for (let columns = 1; columns <= 160; columns += 1) {
    for (const rows of [1, 2, 4, 24]) {
      const lines = drawn(watched, 194, columns, rows, 'a note of 字字字字字字字字 wide characters\nand a line feed');
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, Math.min(6, rows - 1)));
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(Math.max(1, columns - 1));
      expect(lines.join('')).not.toContain('\n');
    }
  }
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['字字字', 4, '字…'],
  ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
  ['abc', 1, '…'],
  ['❤\ufe0f❤\ufe0f', 3, '❤\ufe0f…'],
  ['❤\ufe0f❤\ufe0f', 2, '…'],
])('%s in %i columns is %s', (text, columns, cut) => {
  expect(cutTo(columns, text)).toBe(cut);
});

test.each([
  ['❤\ufe0f', 2],
  ['❤', 1],
  ['1\ufe0f\u20e3', 2],
  ['⌚\ufe0f', 2],
  ['a\ufe0f', 1],
  ['\u1112\u1161\u11ab', 2],
  ['a\u2060\ufeff\u{e0041}b', 2],
])('%j takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});
