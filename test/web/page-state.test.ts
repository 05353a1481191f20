import type { Permission } from '../../lib/ports/conversations';
import { ownPolicy } from '../../lib/web/guard/local-guard';
import { mayAsk } from '../../lib/web/page-state';

const session = new AbortController().signal;
const viewer = (permission: Permission) => ({ session, login: 'ada', permission, isSignedIn: true });
const everything = ['create', 'wake', 'sleep', 'keep', 'rebuild', 'rollback', 'hold', 'release', 'destroy'];
const ofTeam = { allow: { destroy: 'admin', longKeeps: 'admin', forever: 'admin' }, longKeepDays: 7 } as const;

test('with the credentials of this machine all may be asked for', () => {
  expect(mayAsk(viewer('admin'), ownPolicy)).toEqual({ verbs: everything });
});

test('who may write gets the buttons that settings leave them', () => {
  expect(mayAsk(viewer('write'), ofTeam)).toEqual({ verbs: everything.filter((verb) => verb !== 'destroy') });
});

test.each(['read', 'none'] as const)('with the permission %s one may look, and reads why not more', (permission) => {
  expect(mayAsk(viewer(permission), ofTeam)).toEqual({
    verbs: [],
    readOnly: expect.stringContaining('ada may not write'),
  });
});

test('a page that is to be looked at only offers nothing to anyone', () => {
  expect(mayAsk(viewer('admin'), ownPolicy, 'Look only.')).toEqual({ verbs: [], readOnly: 'Look only.' });
});
