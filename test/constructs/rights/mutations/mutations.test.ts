import { answer, policiesOf } from '../attacks/ask';
import { attacks } from '../attacks/rows';
import type { Row } from '../attacks/table';
import { given, theWorld, type World } from '../attacks/world';
import { fits } from '../iam/patterns';
import { type Mutant, mutantsOf } from './mutants';

/** What no row notices, and why it stays. A row that comes to notice one makes its reason stale. */
const survivors: Readonly<Record<string, string>> = Object.fromEntries([
  ...['shop-staging-deploy', 'shop-staging-cleanup', 'shop-production-deploy'].map((role) => [
    `trust of ${role}: no Deny sub`,
    'the second of two doors: while ids of users are UUIDs, the name of one branch cannot be stretched (ci-trust.test.ts opens the first)',
  ]),
  ...['shop-staging-deploy', 'shop-staging-cleanup', 'shop-staging-control', 'shop-production-deploy'].map((role) => [
    `trust of ${role} on GitHub: no Deny sub`,
    'the subject of one branch is spelled out, numbers and all; the denial is for `*` in their place, and for any branch',
  ]),
  ...[
    ['staging', 'production'],
    ['production', 'staging'],
  ].flatMap(([stage, other]) =>
    [
      `shop-application-${stage} CloudFormationEnvironmentsPolicy`,
      ...[`shop-${stage}-boundary`, `shop-${stage}-boundary${given}`],
    ].flatMap((policy) =>
      [`environment/*/shop-${other}--*`, `log-group:/aws/elasticbeanstalk/shop-${other}--*`].map((names) => [
        `${policy}: NotOtherStages not of ${names}`,
        'what is allowed begins with the name of the stage; the statement is that of previews, whose pattern holds any name',
      ]),
    ),
  ),
  ...['cleanup-heartbeat.json', 'cleanup-farewells.json'].map((key) => [
    `shop-staging-previews: NotOtherTargets not of shop-application-staging-bundlesbucket-1a2b3c/${key}`,
    'they lie in no folder, and the role writes in folders alone: a second door',
  ]),
  [
    'shop-application-production AccessLogsTlsOnly: TlsOnly not of shop-application-production-accesslogsbucket-1a2b3c',
    'no role of ours is allowed anything about the bucket itself',
  ],
]);

let world: World;
let mutants: readonly Mutant[];
let byPolicy: ReadonlyMap<string, readonly Row[]>;
beforeAll(async () => {
  world = await theWorld();
  mutants = mutantsOf(world.policies);
  const rows = new Map<string, Row[]>();
  for (const row of attacks.flatMap((group) => group.rows)) {
    // What has no rights for extensions is asked about in the same rows without them.
    const mine = policiesOf(world, row).filter((policy) => !row.role?.endsWith(given) || policy.endsWith(given));
    for (const policy of mine) rows.set(policy, [...(rows.get(policy) ?? []), row]);
  }
  byPolicy = rows;
});

/** A row about another action than the changed statement cannot notice. */
const isNoticed = ({ policy, actions, statements }: Mutant) => {
  const patterns = actions.map((one) => one.toLowerCase());
  return (byPolicy.get(policy) ?? []).some(
    (row) =>
      patterns.some((pattern) => fits(pattern, row.action.toLowerCase())) &&
      answer(world, row, new Map([[policy, statements]])) !== row.wanted,
  );
};

test('a row notices each condition and each denial that is gone, but for those with a reason', () => {
  expect(mutants.length).toBeGreaterThan(100);
  expect(
    mutants
      .filter((mutant) => !isNoticed(mutant))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(survivors).sort());
});

test('of twenty that are gone nineteen are noticed', () => {
  expect(Object.keys(survivors).length).toBeLessThanOrEqual(mutants.length / 20);
});

test('a policy that lacks nothing is like that of the world', () => {
  for (const [policy, rows] of byPolicy) {
    const same = new Map([[policy, world.policies.get(policy) ?? []]]);
    expect(rows.filter((row) => answer(world, row, same) !== row.wanted)).toEqual([]);
  }
});
