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

test('on a terminal one line says how far it is; elsewhere nothing does', () => {
  const event = { kind: 'looked-at', title: 'hosted zone', done: 3, total: 18 } as const;
  const watched = new TerminalStandIn(true);
  textProgress(watched).emit(event);
  expect(watched.transients).toEqual(['  … 3 of 18 looked at: hosted zone']);
  const piped = new TerminalStandIn();
  textProgress(piped).emit(event);
  expect([...piped.lines, ...piped.transients]).toEqual([]);
});
