import pc from 'picocolors';
import { doctorLines } from '../../../lib/cli/render/doctor-lines';
import { textProgress } from '../../../lib/cli/render/progress-text';
import { TerminalStandIn } from '../terminal-stand-in';

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
  expect(doctorLines(checks, pc.createColors(false))).toEqual([
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
  expect(doctorLines(checked, pc.createColors(false))).toEqual([
    'fault    AWS credentials  none',
    'warning  not looked at    2 checks, because of the fault under "AWS credentials": hosted zone, roles',
    'warning  last             not looked at, because of the fault under "zone"',
    '',
    '0 ok, 0 warnings, 1 fault, 3 not looked at.',
  ]);
});

test('on a terminal one line says how far it is; elsewhere nothing does', () => {
  const event = { kind: 'looked-at', title: 'hosted zone', done: 3, total: 18 } as const;
  const watched = new TerminalStandIn(true);
  textProgress(watched).emit(event);
  expect(watched.transients).toEqual(['  … 3 of 18 looked at: hosted zone']);
  const piped = new TerminalStandIn();
  textProgress(piped).emit(event);
  expect([...piped.lines, ...piped.transients]).toEqual([]);
});
