import { answer } from './ask';
import { attacks } from './rows';
import { theWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await theWorld();
});

test.each(attacks.map((group) => [group.name, group] as const))('%s', (_, { rows }) => {
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => answer(world, row) !== row.wanted)).toEqual([]);
});

test('groups of attacks have names of their own', () => {
  const names = attacks.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('there are more attacks than right uses, and each role and boundary is asked for both', () => {
  const rows = attacks.flatMap((group) => group.rows);
  const roles = (wanted: string) => new Set(rows.filter((row) => row.wanted === wanted).map(({ role }) => role));
  for (const wanted of ['denied', 'allowed']) {
    expect(
      [...world.holders.keys()].filter(
        (name) => !/^shop-application|by itself$/.test(name) && !roles(wanted).has(name),
      ),
    ).toEqual([]);
  }
  expect(rows.filter(({ wanted }) => wanted === 'denied').length).toBeGreaterThan(rows.length / 2);
});
