import { type Asked, type ControlPolicy, decide } from '../../../lib/control/authority';
import { base } from '../../../lib/settings/layers/base';
import { attacks } from './attacks';
import { longKeeps } from './long-keeps';

const all = [...attacks, ...longKeeps];

const day = 86_400_000;
const { allow, longKeepDays } = base.target.control as ControlPolicy;

const usual: Asked = {
  command: { verb: 'status' },
  ...{ branch: 'login', isStage: false, login: 'anna', isPerson: true, permission: 'admin' },
  pullRequest: { isOurs: true, open: true, author: 'anna' },
};

test('there are 40 attacks and more, and no name twice', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(40);
});

test.each(all)('$name is refused ($refused)', ({ asked, policy, refused, ...attack }) => {
  const given = { allow: { ...allow, ...policy }, longKeepDays: attack.longKeepDays ?? longKeepDays };
  const silent = refused === 'asked-by-program' ? { silent: true } : {};
  const because = expect.stringMatching(/^.{20,}\.$/);
  expect(decide({ ...usual, ...asked }, given)).toEqual({ allowed: false, code: refused, because, ...silent });
});

const writer = { permission: 'write', login: 'will' } as const;
const closed = { isOurs: true, open: false, author: 'anna' };
const destroy = { command: { verb: 'destroy' } } as const;

const allowed: readonly (readonly [string, Partial<Asked>, Partial<ControlPolicy['allow']>?])[] = [
  ['an admin who asks for the status', {}],
  ...(
    [
      'status',
      'create',
      'sleep',
      'wake',
      'rebuild',
      'rollback',
      'hold',
      'release',
      'logs',
      'why',
      'cost',
      'help',
    ] as const
  ).map(
    (verb) => [`one who may write and asks for ${verb}`, { ...writer, command: { verb } }] as [string, Partial<Asked>],
  ),
  ...(['status', 'why', 'destroy', 'help'] as const).map(
    (verb) =>
      [`${verb} in a closed pull request`, { command: { verb }, pullRequest: closed }] as [string, Partial<Asked>],
  ),
  ['help of a stage', { command: { verb: 'help' }, isStage: true }],
  ['status of all in a chat', { branch: undefined as never, pullRequest: undefined as never }],
  ['create of another branch', { ...writer, command: { verb: 'create', branch: 'other' }, branch: 'other' }],
  ['destroy by the author', { ...destroy, ...writer, pullRequest: { isOurs: true, open: true, author: 'will' } }],
  [
    'destroy by the author in capitals',
    { ...destroy, ...writer, pullRequest: { isOurs: true, open: true, author: 'WILL' } },
  ],
  ['destroy by an admin who did not open it', { ...destroy, login: 'zoe' }],
  ['destroy by an admin in a chat', { ...destroy, pullRequest: undefined as never }],
  ['destroy by one on the list', { ...destroy, ...writer }, { destroy: ['anna', 'Will'] }],
  ['destroy for all who may write', { ...destroy, ...writer }, { destroy: 'write' }],
  ['keep for 7 days', { ...writer, command: { verb: 'keep', for: '7d' }, wish: 7 * day }],
  ['keep for 8 days by an admin', { command: { verb: 'keep', for: '8d' }, wish: 8 * day }],
  [
    'keep for 8 days by one on the list',
    { ...writer, command: { verb: 'keep', for: '8d' }, wish: 8 * day },
    { longKeeps: ['will'] },
  ],
  [
    'keep for no time, which keep itself refuses',
    { ...writer, command: { verb: 'keep', until: '2026-01-01' }, wish: -day },
  ],
  ['keep forever by an admin', { command: { verb: 'keep', forever: true }, wish: 'forever' }],
  ['keep no longer', { ...writer, command: { verb: 'keep', longer: false } }],
];

test.each(allowed.map(([name, asked, policy = {}]) => [name, asked, policy] as const))(
  '%s is allowed',
  (_, asked, policy) => {
    expect(decide({ ...usual, ...asked }, { allow: { ...allow, ...policy }, longKeepDays })).toEqual({ allowed: true });
  },
);

test.each<[Partial<Asked>, Partial<ControlPolicy['allow']>, string]>([
  [{ permission: 'read' }, {}, 'anna may not write to this repository, and only those may ask who do.'],
  [
    { ...destroy, ...writer },
    {},
    'will may not delete this preview. Who opened the pull request may, and admins of the repository (control.allow.destroy).',
  ],
  [
    { ...destroy, ...writer },
    { destroy: ['a', 'b'] },
    'will may not delete this preview. These may: a, b (control.allow.destroy).',
  ],
  [destroy, { destroy: [] }, 'anna may not delete this preview. No one may (control.allow.destroy).'],
  [
    { ...writer, command: { verb: 'keep', for: '9d' }, wish: 9 * day },
    {},
    'will may not keep a preview for 9 d 0 h: more than 7 d is long. Admins of the repository may (control.allow.longKeeps).',
  ],
  [
    { permission: 'none', login: 'x\u202ey\u001b[2K\n#' },
    {},
    'x\\u202ey\\u001b[2K # may not write to this repository, and only those may ask who do.',
  ],
  [
    { permission: 'none', login: '' },
    {},
    'Someone without a name may not write to this repository, and only those may ask who do.',
  ],
])('%j with %j: %s', (asked, policy, because) => {
  expect(decide({ ...usual, ...asked }, { allow: { ...allow, ...policy }, longKeepDays })).toMatchObject({ because });
});
