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
