import { dueLines } from '../../../../lib/cli/render/sleep/due-lines';
import type { DueReport, DueResult } from '../../../../lib/sleep/due-request';
import { decideSleep } from '../../../../lib/sleep/plan/decide-sleep';
import { circumstancesAt, factsWith } from '../../../sleep/plan/facts';

const colors = { red: (text: string) => text };
const decision = decideSleep(factsWith({}), circumstancesAt('2026-11-24T19:20:00Z'));
const report = (change: Partial<DueReport>): readonly string[] =>
  dueLines(
    {
      ...{ at: new Date('2026-11-24T19:20:00Z'), decisions: [decision], executed: false, results: [] },
      milliseconds: 240_000,
      ...change,
    },
    { colors } as never,
  );
const result: DueResult = { branch: 'login', stackName: 'shop-preview-login', act: 'sleep', outcome: 'done' };

test('a dry run says what is due, and how it is done', () => {
  expect(report({})).toEqual([
    'BRANCH  DUE    WHY',
    'login   sleep  the night began at 2026-11-24 19:00 UTC',
    '',
    '1 to do: run it again with --execute.',
  ]);
  expect(report({ decisions: [] })).toEqual(['There are no previews.', '', 'Nothing is due.']);
});

test('a run says what was done, and why something was not', () => {
  expect(report({ executed: true, results: [result] }).slice(1)).toEqual([
    'login   asleep  the night began at 2026-11-24 19:00 UTC',
    '',
    '1 of 1 done in 4 min 0 s.',
  ]);
  const failed = { ...result, outcome: 'failed' as const, code: 'database-stuck', because: 'db does not stop' };
  expect(report({ executed: true, results: [failed], incomplete: 'Rate exceeded' }).slice(1)).toEqual([
    'login   failed  the night began at 2026-11-24 19:00 UTC',
    'failed login: db does not stop',
    'Not all stacks could be listed: Rate exceeded',
    '',
    '0 of 1 done in 4 min 0 s.',
  ]);
});
