import { inherit, nothing, refine } from '../../lib/settings/layers/inherit';
import type { Origin, SettingRecord } from '../../lib/settings/layers/tree';

const parent: Origin = { layer: 'base' };
const child: Origin = { layer: 'staging' };

/** `key: value (layer)` for each leaf. */
function shown(values: ReturnType<typeof inherit>, prefix = ''): string[] {
  return [...values].flatMap(([key, node]) =>
    'value' in node
      ? [`${prefix}${key}: ${JSON.stringify(node.value)} (${node.origin.layer})`]
      : shown(node, `${prefix}${key}.`),
  );
}

test.each<[string, SettingRecord, SettingRecord, string[]]>([
  ['a key of the parent alone stays', { a: 1 }, {}, ['a: 1 (base)']],
  ['a key of the child alone comes', {}, { a: 1 }, ['a: 1 (staging)']],
  [
    'a value of the child wins, even when it is false, 0 or empty',
    { a: 1, b: 'x' },
    { a: 0, b: '' },
    ['a: 0 (staging)', 'b: "" (staging)'],
  ],
  ['records merge', { a: { x: 1, y: 2 } }, { a: { y: 3 } }, ['a.x: 1 (base)', 'a.y: 3 (staging)']],
  [
    'records merge at any depth',
    { a: { b: { x: 1 } } },
    { a: { b: { y: 2 } } },
    ['a.b.x: 1 (base)', 'a.b.y: 2 (staging)'],
  ],
  ['lists replace', { a: [1, 2, 3] }, { a: [4] }, ['a: [4] (staging)']],
  ['an empty list replaces', { a: [1] }, { a: [] }, ['a: [] (staging)']],
  ['undefined is not written', { a: 1 }, { a: undefined }, ['a: 1 (base)']],
  ['none replaces a record', { a: { x: 1 } }, { a: 'none' }, ['a: "none" (staging)']],
  ['a record replaces none', { a: 'none' }, { a: { x: 1 } }, ['a.x: 1 (staging)']],
  ['the same value again comes from the child', { a: 1 }, { a: 1 }, ['a: 1 (staging)']],
])('%s', (_rule, base, staging, expected) => {
  expect(shown(inherit(inherit(nothing, base, parent), staging, child))).toEqual(expected);
});

test('a record that the parent lacks starts from the built-in values', () => {
  const builtIn = inherit(nothing, { a: { x: 1, y: 1 } }, { layer: 'built-in base' });
  expect(shown(inherit(nothing, { a: { y: 2 } }, child, builtIn))).toEqual([
    'a.x: 1 (built-in base)',
    'a.y: 2 (staging)',
  ]);
});

test('a refinement sets values, and parts of records that are there, but makes no record', () => {
  const before = inherit(nothing, { a: 'none', b: { x: 1 } }, parent);
  expect(shown(refine(before, { a: { x: 2 }, b: { x: 2 }, c: { x: 2 }, d: 2 }, child))).toEqual([
    ...['a: "none" (base)', 'b.x: 2 (staging)', 'd: 2 (staging)'],
  ]);
});
