import { costLine, lastWords } from '../../lib/cli/commands/every-day/deploy';
import { knownPrices } from '../../lib/cost/known-prices';
import { dailyCost } from '../../lib/cost/of-target';
import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import { withPreview } from '../settings/files';

const commit = '1'.repeat(40);
const head = '2'.repeat(40);

test('a branch that is gone leaves its stack to cleanup, when it has one', () => {
  const gone = { kind: 'branch-gone', branch: 'a' } as const;
  expect(lastWords({ ...gone, stack: false })).toBe('Nothing deployed: a is not on the remote any more.');
  expect(lastWords({ ...gone, stack: true })).toBe(
    'Nothing deployed: a is not on the remote any more; cleanup takes its stack away.',
  );
});

test.each([
  ['behind', 'a is at 22222222 on the remote by now, and 11111111 is older.'],
  ['apart', 'a is at 22222222 on the remote by now, and 11111111 is no part of it any more.'],
  [
    'unknown',
    'a is at 22222222 on the remote by now; this job has 11111111, and its clone does not hold what lies between.',
  ],
] as const)('of a superseded commit that is %s it is said what is known', (standing, words) => {
  expect(lastWords({ kind: 'superseded', branch: 'a', commit, head, standing })).toBe(`Nothing deployed: ${words}`);
});

test('where nothing is deployed, who asked to release reads that nothing was released, and what does it', () => {
  const late = { kind: 'superseded', branch: 'a', commit, head, standing: 'behind' } as const;
  expect(lastWords(late, true)).toBe(
    `${lastWords(late)} Nothing was released either: \`preview-stacks release\` does it.`,
  );
  const deployed = { kind: 'deployed', url: 'https://a.dev', operation: 'unchanged', milliseconds: 0 };
  expect(lastWords(deployed as Parameters<typeof lastWords>[0], true)).toBe('Nothing to change in 0.0 s.');
});

describe('what a preview costs a day', () => {
  const runs = { kind: 'deployed', url: 'https://a.preview.acme.dev' } as unknown as Parameters<typeof costLine>[0];
  const lineOf = (preview: object, outcome = runs, region = 'us-east-1') => {
    const settings = resolveSettings(checkSettings(withPreview(preview)), { kind: 'preview', branch: 'a' });
    return costLine(outcome, settings, dailyCost(settings, knownPrices(region)));
  };

  test('stands in a line of its own', () => {
    expect(lineOf({})).toBe('Costs about $0.83 a day awake, $0.10 asleep (list prices of 2026-11).');
  });

  test("stands in the team's own words where they are set, made harmless", () => {
    expect(lineOf({ announce: { costPerDay: '€ 1.40\u001b[31m' } })).toBe(
      "Costs € 1.40\\u001b[31m a day, by the team's own reckoning.",
    );
  });

  test('is left out where nothing runs, where no price is known, and on this machine', () => {
    expect(lineOf({}, { kind: 'branch-gone', branch: 'a', stack: false })).toBeUndefined();
    expect(lineOf({}, runs, 'ap-south-1')).toBeUndefined();
    expect(lineOf({ previewDomain: 'preview.localhost' })).toBeUndefined();
  });
});
