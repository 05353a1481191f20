import { openSession } from '../../lib/cli/compose/open-session';
import { FakeSettingsSource } from '../fakes/fake-settings-source';
import { TerminalStandIn } from './terminal-stand-in';

const invocation = { terminal: new TerminalStandIn(), env: {}, cwd: '/tmp', signal: new AbortController().signal };
const settings = {
  project: 'shop',
  base: { region: 'eu-central-1' },
  staging: { branch: 'main', host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
};

test('settings can come from elsewhere than a working copy', async () => {
  const source = new FakeSettingsSource(JSON.stringify(settings));
  const session = await openSession(invocation, {}, source);
  expect(session).toMatchObject({ source: source.name, root: '/tmp' });
  expect(session.settingsOf({ kind: 'staging' }).values.host).toBe('staging.acme.dev');
});

test('they are checked, wherever they come from', async () => {
  const source = new FakeSettingsSource('{"project":"shop"}');
  await expect(openSession(invocation, {}, source)).rejects.toMatchObject({ code: 'settings-invalid' });
});

test('a region that looks mistyped is a warning that proposes one, once, and is taken all the same', async () => {
  const terminal = new TerminalStandIn();
  const source = new FakeSettingsSource(JSON.stringify({ ...settings, base: { region: 'eu-centrl-1' } }));
  const session = await openSession({ ...invocation, terminal }, {}, source);
  expect(session.settingsOf({ kind: 'staging' }).values.region).toBe('eu-centrl-1');
  expect(terminal.lines).toEqual([
    '  ! This release knows no region eu-centrl-1. Did you mean eu-central-1? A new region is taken as it is',
  ]);
});
