import { run as audit } from '../../../lib/cli/commands/look/audit';
import { auditLineOf } from '../../contracts/aws/audit.contract';
import { AuditWorld } from './audit-world';

let world: AuditWorld;
beforeAll(async () => {
  world = await AuditWorld.open();
});
afterAll(() => world.close());

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

test('audit says that no one asked for anything', async () => {
  expect(await audit(world.invocation(), {})).toBe(0);
  expect(world.terminal.results).toEqual([
    expect.stringMatching(/^No one asked for anything since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/),
  ]);
});

test('audit lists what was asked for, about one branch or any, in words and as JSON', async () => {
  const one = auditLineOf(1, { at: ago(90), branch: 'login-page' });
  const two = auditLineOf(2, { at: ago(5), branch: 'other-page', asked: 'destroy' });
  await world.audit.append(world.bucket, one);
  await world.audit.append(world.bucket, two);
  const end = { how: 'refused', at: ago(4), because: 'ada may not', code: 'not-allowed' } as const;
  await world.audit.append(world.bucket, { ...two, end });
  expect(await audit(world.invocation(), {})).toBe(0);
  expect(world.terminal.results.map((line) => line.replace(/ +/g, ' '))).toEqual([
    'WHEN WHO FROM ASKED BRANCH ENDED',
    expect.stringMatching(/ UTC, 1 h 30 min ago ada pull request 12 keep 3d login-page cut short: /),
    expect.stringMatching(
      / UTC, 5 min \d+ s ago ada pull request 12 destroy other-page refused \(not-allowed\): ada may not$/,
    ),
    '',
    expect.stringMatching(/^2 acts since .*: 1 refused, 1 cut short\.$/),
  ]);
  expect(await audit(world.invocation(), { branch: 'other-page', since: '1h', json: true })).toBe(0);
  expect(JSON.parse(world.terminal.results.join('\n'))).toMatchObject({
    ...{ kind: 'listed', branch: 'other-page', unreadable: 0 },
    acts: [{ ...two, end, state: 'refused' }],
  });
});

test('audit warns of what it cannot read, and ends with 0', async () => {
  await world.put('application/audit/z');
  expect(await audit(world.invocation(), { branch: 'third-page' })).toBe(0);
  expect(world.terminal.results).toEqual([expect.stringMatching(/^No one asked for anything about third-page /)]);
  expect(world.terminal.lines).toContainEqual(expect.stringMatching(/^! 1 object of the audit could not be read: /));
});

test.each([
  ['a time without a unit', { since: '30' }, 'option-invalid'],
  ['a time in other words', { since: 'yesterday' }, 'option-invalid'],
  ['no time at all', { since: '0d' }, 'option-invalid'],
  ['what git calls no branch', { branch: '--all' }, 'branch-invalid'],
])('audit of %s asks AWS nothing', async (_, options, code) => {
  await expect(audit({ ...world.invocation(), cwd: '/nowhere' }, options)).rejects.toMatchObject({ code, exitCode: 2 });
});
