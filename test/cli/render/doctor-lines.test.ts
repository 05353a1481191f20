import { liveProgress } from '../../../lib/cli/render/clock/live-progress';
import { doctorLines } from '../../../lib/cli/render/doctor-lines';
import { textProgress } from '../../../lib/cli/render/progress-text';
import { FakeClock } from '../../fakes/fake-clock';
import { TerminalStandIn } from '../terminal-stand-in';

const terminal = new TerminalStandIn();

const checks = [
  { name: 'a', title: 'short', findings: [{ state: 'ok', saw: 'well' } as const] },
  {
    name: 'b',
    title: 'longer title',
    findings: [
      { state: 'warning', saw: 'odd \u001b[31mred', mend: 'Look.' } as const,
      { state: 'fault', saw: 'broken', mend: 'Fix it.' } as const,
    ],
  },
];

test('a line a finding in columns, its fix below, the counts at the end, and nothing that a terminal obeys', () => {
  expect(doctorLines(checks, terminal)).toEqual([
    'ok       short         well',
    'warning  longer title  odd \\u001b[31mred',
    '                       → Look.',
    'fault    longer title  broken',
    '                       → Fix it.',
    '',
    '1 ok, 1 warning, 1 fault.',
  ]);
});

test('what one fault holds up is one line, and no warning', () => {
  const held = (title: string, under: string) => ({
    ...{ name: title, title },
    findings: [{ state: 'warning' as const, saw: `not looked at, because of the fault under "${under}"`, under }],
  });
  const credentials = { name: 'c', title: 'AWS credentials', findings: [{ state: 'fault' as const, saw: 'none' }] };
  const checked = [
    credentials,
    held('hosted zone', 'AWS credentials'),
    held('last', 'zone'),
    held('roles', 'AWS credentials'),
  ];
  expect(doctorLines(checked, terminal)).toEqual([
    'fault    AWS credentials  none',
    'warning  not looked at    2 checks, because of the fault under "AWS credentials": hosted zone, roles',
    'warning  not looked at    1 check, because of the fault under "zone": last',
    '',
    '0 ok, 0 warnings, 1 fault, 3 not looked at.',
  ]);
});

test('on a terminal one line says how far it is; elsewhere nothing does', () => {
  const event = { kind: 'looked-at', title: 'hosted zone', done: 3, total: 18 } as const;
  const watched = new TerminalStandIn(true);
  const abort = new AbortController();
  liveProgress(watched, new FakeClock(), abort.signal).emit(event);
  abort.abort();
  expect(watched.transients).toEqual(['  … 3 of 18 looked at: hosted zone']);
  const piped = new TerminalStandIn();
  textProgress(piped, new FakeClock()).emit(event);
  expect([...piped.lines, ...piped.transients]).toEqual([]);
});

describe('on a terminal', () => {
  const saw = 'The application stack of staging was deployed by an older release, and its roles may lack rights';
  const fix = 'Run `preview-stacks deploy-application --target staging` with the rights of an administrator.';
  const long = [{ name: 'a', title: 'application stack', findings: [{ state: 'warning' as const, saw, mend: fix }] }];

  test.each([60, 80, 140])('of %s columns no line is longer, and no word is cut', (columns) => {
    const lines = doctorLines(long, new TerminalStandIn(true, columns));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    const words = lines.slice(0, -2).join(' ').split(/ +/).filter(Boolean);
    expect(words).toEqual(['warning', 'application', 'stack', ...saw.split(' '), '→', ...fix.split(' ')]);
  });

  test('that is narrow what was found stands below the title', () => {
    expect(doctorLines(long, new TerminalStandIn(true, 60)).slice(0, 2)).toEqual([
      'warning  application stack',
      '    The application stack of staging was deployed by an',
    ]);
  });
});
