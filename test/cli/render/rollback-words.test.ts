import { lastWords } from '../../../lib/cli/commands/every-day/rollback';
import { agreeToRollback } from '../../../lib/cli/confirmation';

const plan = { from: 'b'.repeat(40), to: 'a'.repeat(40) };

test.each([
  ['yes', true],
  [' Y ', true],
  ['no', false],
  ['', false],
  ['yesterday', false],
])('a person who answers %j lets production go back: %s', async (answer, agreed) => {
  expect(await agreeToRollback(plan, async () => answer)).toBe(agreed);
});

test('where no person can be asked, production does not go back', async () => {
  await expect(agreeToRollback(plan, undefined)).rejects.toMatchObject({ code: 'unconfirmed', exitCode: 2 });
});

test('the last words say from where to where, and what comes next', () => {
  const outcome = { kind: 'rolled-back', back: { ...plan, services: ['api'] }, milliseconds: 61_000 } as never;
  expect(lastWords(outcome)).toEqual([
    'api back from bbbbbbbb to aaaaaaaa in 1 min 1 s. The next push deploys forward.',
  ]);
});
