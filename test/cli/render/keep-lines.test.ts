import type { KeepOutcome } from '../../../lib/cleanup/keep/keep-request';
import { keepLines } from '../../../lib/cli/render/keep-lines';

const common = { branch: 'login\u202epage', stackName: 'shop-preview-login' };
const [soon, later] = ['2026-12-01T12:00:00.000Z', '2026-12-24T12:00:00.000Z'];

test.each<[KeepOutcome, string]>([
  [{ ...common, kind: 'kept', keepUntil: soon, until: soon }, 'stays until 2026-12-01 12:00 UTC.'],
  [
    { ...common, kind: 'kept', keepUntil: later, until: soon, cutByDays: 30 },
    'stays until 2026-12-01 12:00 UTC, not until 2026-12-24 12:00 UTC: settings keep a preview for 30 d after its last change.',
  ],
  [
    { ...common, kind: 'kept', keepUntil: '9999-12-31T00:00:00.000Z', until: '9999-12-31T00:00:00.000Z' },
    'stays forever.',
  ],
  [
    { ...common, kind: 'going', status: 'DELETE_FAILED' },
    'its stack shop-preview-login is being deleted (DELETE_FAILED)',
  ],
  [{ ...common, kind: 'no-record', status: 'CREATE_IN_PROGRESS' }, 'has no record'],
  [
    { ...common, kind: 'used-up', lastChange: soon, maxKeepDays: 30 },
    'for 30 d after its last change, and that was 2026-12-01 12:00 UTC.',
  ],
])('%j is said with the reason, and a hostile name changes nothing', (outcome, words) => {
  const text = keepLines(outcome).join('\n');
  expect(text).toContain(words);
  expect(text).toMatch(/^login\\u202epage /);
});
