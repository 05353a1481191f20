import { listActs } from '../../lib/control/list-acts';
import type { AuditLine } from '../../lib/ports/audit';
import { auditLineOf } from '../contracts/aws/audit.contract';
import { FakeAccountWorld } from '../fakes/fake-account-world';

const minute = 60_000;
const day = 24 * 60 * minute;

class ListWorld extends FakeAccountWorld {
  list(request: { readonly milliseconds?: number; readonly branch?: string } = {}) {
    const settings = this.settingsFor({ kind: 'preview', branch: '' }, {});
    return listActs(this, { settings, milliseconds: 30 * day, ...request });
  }

  /** Begun so long ago. */
  async asked(number: number, ago: number, change: Partial<AuditLine> = {}): Promise<AuditLine> {
    const at = new Date(this.clock.now().getTime() - ago).toISOString();
    const line = auditLineOf(number, { at, ...change });
    await this.audit.append('bundles-staging', line);
    return line;
  }
}

const open = () => new ListWorld([], ['staging']);

test('acts are listed oldest first, from so long ago on', async () => {
  const world = open();
  const end = { how: 'done', at: world.clock.now().toISOString() } as const;
  await world.asked(1, 31 * day, { end });
  const two = await world.asked(2, 2 * day, { end });
  const three = await world.asked(3, day, { end });
  expect(await world.list()).toEqual({
    ...{ kind: 'listed', since: '2026-10-21T12:00:00.000Z', unreadable: 0 },
    acts: [two, three].map((line) => ({ ...line, state: 'done' })),
  });
});

test('of a branch only what is about it is listed, by its raw name', async () => {
  const world = open();
  await world.asked(1, 3 * minute, { branch: 'login' });
  const two = await world.asked(2, 2 * minute, { branch: 'Login' });
  const { branch: _, ...bare } = auditLineOf(3, { at: world.clock.now().toISOString() });
  await world.audit.append('bundles-staging', bare);
  expect(await world.list({ branch: 'Login' })).toMatchObject({ branch: 'Login', acts: [two] });
});

test('an act without an end is under way for an hour, and was cut short after it', async () => {
  const world = open();
  await world.asked(1, 61 * minute);
  await world.asked(2, 59 * minute);
  await world.asked(3, -5 * minute);
  const listed = await world.list();
  expect(listed.kind === 'listed' && listed.acts.map(({ state }) => state)).toEqual([
    'cut-short',
    'under-way',
    'under-way',
  ]);
});

test('what could not be read is counted', async () => {
  const world = open();
  world.audit.unreadable = 3;
  expect(await world.list()).toMatchObject({ acts: [], unreadable: 3 });
});

test('a time before all times is the beginning', async () => {
  expect(await open().list({ milliseconds: 999_999 * 7 * day })).toMatchObject({ since: '1970-01-01T00:00:00.000Z' });
});

test('without an application stack nothing is there', async () => {
  const world = new ListWorld([], []);
  expect(await world.list()).toEqual({ kind: 'nothing-there', stackName: 'shop-application-staging' });
});
