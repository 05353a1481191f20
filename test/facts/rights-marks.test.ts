import { beyondRights, writeRights } from '../../lib/facts/rights-marks';
import { rightsFor } from '../../lib/settings/rights/rights-for';
import type { RightStatement } from '../../lib/settings/rights/rights-settings';

const right: RightStatement = {
  because: 'x',
  actions: ['sns:CreateTopic', 'sns:DeleteTopic'],
  resources: ['arn:a', 'arn:b'],
  conditions: { StringEquals: { a: ['1', '2'], b: '3' } },
};
const marks = (...stack: readonly RightStatement[]) => writeRights({ ...rightsFor(), stack });

test('no rights have no marks', () => {
  expect(writeRights(undefined)).toBe('');
  expect(writeRights(rightsFor())).toBe('');
});

test('marks say what is allowed, and not how it is written', () => {
  const [create = '', remove = ''] = right.actions;
  const written = marks(right);
  expect(written).toMatch(/^([A-Za-z0-9_-]{4}){4}$/);
  expect(marks({ ...right, because: 'y' })).toBe(written);
  expect(marks({ ...right, actions: [remove] }, { ...right, actions: [create] })).toBe(written);
  expect(marks({ ...right, conditions: { StringEquals: { b: '3', a: ['2', '1'] } } })).toBe(written);
});

test.each([
  ['action', { actions: ['sns:CreateTopic'] }],
  ['resource', { resources: ['arn:a', 'arn:c'] }],
  ['condition', { conditions: { StringEquals: { a: ['1'], b: '3' } } }],
])('another %s has another mark', (_, change) => {
  expect(marks({ ...right, ...change })).not.toBe(marks(right));
});

test('each list has marks of its own', () => {
  const all = [
    marks(right),
    writeRights({ ...rightsFor(), app: [right] }),
    writeRights({ ...rightsFor(), passRolesTo: ['lambda.amazonaws.com'] }),
    writeRights({ ...rightsFor(), serviceRoles: ['lambda.amazonaws.com'] }),
  ];
  expect(new Set(all).size).toBe(4);
});

test('what was not deployed is named by its action', () => {
  const given = { ...rightsFor(), stack: [right] };
  expect(beyondRights(given, undefined)).toEqual(right.actions);
  expect(beyondRights(given, writeRights(given))).toEqual([]);
  expect(beyondRights(given, marks({ ...right, actions: ['sns:CreateTopic'] }))).toEqual(['sns:DeleteTopic']);
  expect(beyondRights(given, writeRights({ ...rightsFor(), app: [right] }))).toEqual(right.actions);
  expect(beyondRights(undefined, undefined)).toEqual([]);
});
