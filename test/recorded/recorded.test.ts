import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Replay } from './replay';
import type { Row } from './row';
import { account } from './rows/account';
import { cloudFormationEvents } from './rows/cloudformation-events';
import { cloudFormationRefusals } from './rows/cloudformation-refusals';
import { cloudFormationStacks } from './rows/cloudformation-stacks';
import { cloudFormationTemplates } from './rows/cloudformation-templates';
import { queues } from './rows/queues';
import { s3Buckets } from './rows/s3-buckets';
import { s3Conditions } from './rows/s3-conditions';
import { s3Objects } from './rows/s3-objects';
import { services } from './rows/services';

const rows: readonly Row[] = [
  ...cloudFormationTemplates,
  ...cloudFormationRefusals,
  ...cloudFormationStacks,
  ...cloudFormationEvents,
  ...s3Objects,
  ...s3Conditions,
  ...s3Buckets,
  ...queues,
  ...services,
  ...account,
];
const behaviour = readFileSync(join(__dirname, '../../BEHAVIOUR.md'), 'utf8');

let replay: Replay;
beforeAll(async () => {
  replay = await Replay.start();
});
afterAll(() => replay.stop());

test.each(rows.map((row) => [row.id, row.fact, ...row.recorded, row] as const))(
  '%s: %s (%s, %s)',
  async (_id, _fact, _source, _date, row) => {
    const expectAnswer = await replay.play(row);
    const { expectedToDiffer: difference } = row;
    if (difference === undefined) return expectAnswer(row.answer);
    expect(behaviour).toContain(difference.behaviour);
    expectAnswer(difference.here);
    expect(() => expectAnswer(row.answer)).toThrow();
  },
);

test('every row has an id of its own, a source and a date', () => {
  expect(new Set(rows.map(({ id }) => id.toLowerCase())).size).toBe(rows.length);
  for (const { recorded } of rows) {
    expect(recorded).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^≤?\d{4}-\d\d-\d\d$/)]);
  }
});
