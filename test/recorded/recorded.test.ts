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

async function judge(row: Row): Promise<void> {
  const expectAnswer = await replay.play(row);
  const { expectedToDiffer: difference } = row;
  if (difference === undefined) return expectAnswer(row.answer);
  expect(behaviour).toContain(difference.behaviour);
  if (succeeds(() => expectAnswer(row.answer))) {
    throw new Error(
      `${row.id} agrees with AWS now: remove expectedToDiffer, and "${difference.behaviour}" in BEHAVIOUR.md`,
    );
  }
  expectAnswer(difference.here);
}

function succeeds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

test.each(rows.map((row) => [row.id, row.fact, ...row.recorded, row] as const))(
  '%s: %s (%s, %s)',
  (_id, _fact, _source, _date, row) => judge(row),
);

test('a row that is expected to differ and agrees fails, and so does one that differs in another way', async () => {
  const agreeing = rows.find(({ id }) => id === 'O13a') as Row;
  const differing = rows.find(({ id }) => id === 'O4e') as Row;
  const expectedToDiffer = { because: 'x', behaviour: 'on AWS', here: agreeing.answer };
  await expect(judge({ ...agreeing, expectedToDiffer })).rejects.toThrow('O13a agrees with AWS now');
  await expect(judge({ ...differing, expectedToDiffer: undefined })).rejects.toThrow();
  await expect(judge({ ...differing, expectedToDiffer })).rejects.toThrow();
  await expect(judge({ ...agreeing, answer: { status: 200 } })).rejects.toThrow();
});

test('every row has an id of its own, a source and a date', () => {
  expect(new Set(rows.map(({ id }) => id.toLowerCase())).size).toBe(rows.length);
  for (const { recorded } of rows) {
    expect(recorded).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^≤?\d{4}-\d\d-\d\d$/)]);
  }
});
