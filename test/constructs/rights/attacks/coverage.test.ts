import { applicationTemplate, environmentTemplate } from '../../template';
import { variants } from '../../variants';
import type { Statement } from '../ci-calls/may';
import { mutantsOf } from '../mutations/mutants';
import { type Policies, partOf } from './parts';
import { theWorld } from './world';

/** What each denial and each key of a condition is, in whatever policy. */
const kindsIn = (policies: Policies) => new Set(mutantsOf(policies).map(({ name }) => name.replace(/^.*?: /, '')));

/** Names of the statements of each role that has a name of its own. */
const statementsIn = (policies: Policies) =>
  new Set(
    [...policies].flatMap(([policy, statements]) =>
      statements.map(({ Sid }: Statement) => `${policy.replace(' on GitHub', '')} ${Sid}`),
    ),
  );

test('whatever a variant of our stacks denies, or allows on a condition, stands in the world that is attacked', async () => {
  const { policies: attacked } = await theWorld();
  const { environments, applications } = variants();
  const place = { account: '111122223333' };
  const parts = await Promise.all([
    ...Object.entries(applications).map(async ([name, input]) => {
      const stack = name.includes('production') ? 'shop-application-production' : 'shop-application-staging';
      return partOf(await applicationTemplate(input), { ...place, stack });
    }),
    ...Object.values(environments).map(async (input) =>
      partOf(await environmentTemplate(input), place, { owner: 'any' }),
    ),
  ]);
  const [known, named] = [kindsIn(attacked), statementsIn(attacked)];
  expect(known.size).toBeGreaterThan(40);
  for (const { policies } of parts) {
    expect([...kindsIn(policies)].filter((one) => !known.has(one))).toEqual([]);
  }
  const ofStages = parts.slice(0, Object.keys(applications).length);
  expect(ofStages.flatMap(({ policies }) => [...statementsIn(policies)].filter((one) => !named.has(one)))).toEqual([]);
});
