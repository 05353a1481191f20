import { PreviewError } from '../../../lib/errors';
import { instanceScript } from '../../../lib/instances/instance-script';
import { openShell } from '../../../lib/instances/session/open-shell';
import { SessionWorld } from './session-world';

let world: SessionWorld;
beforeEach(async () => {
  world = new SessionWorld();
  await world.add();
});

/** The script that a session was asked to run. */
function scriptOf(command = ''): string {
  const [, text = ''] = /echo ([A-Za-z0-9+/=]+) \| base64 -d/.exec(command) ?? [];
  return Buffer.from(text, 'base64').toString('utf8');
}

test('a shell is opened by the one document, as the app, and the session ended', async () => {
  const chosen: string[] = [];
  await openShell(world, { settings: world.settings, chosen: ({ instanceId }) => void chosen.push(instanceId) });
  expect(world.sessions.requests).toMatchObject([
    { instanceId: 'i-00000000000000001', document: 'AWS-StartInteractiveCommand', reason: 'preview-stacks exec' },
  ]);
  const [command] = world.sessions.requests[0]?.parameters.command ?? [];
  expect(scriptOf(command)).toContain('exec bash -i');
  // One line without what a document's text could take for its own.
  expect(command).not.toMatch(/[\n']|\{\{/);
  expect(chosen).toEqual(['i-00000000000000001']);
  expect(world.program.talks).toMatchObject([{ id: 'ada-1' }]);
  expect(world.sessions.open.size).toBe(0);
});

test('a command gets the terminal in place of a shell, each word as one', async () => {
  await openShell(world, { settings: world.settings, words: ['rails', "it's"] });
  const [command] = world.sessions.requests[0]?.parameters.command ?? [];
  expect(scriptOf(command)).toBe(instanceScript(`'rails' 'it'\\''s'`, 'terminal'));
});

test('without the plugin nothing is asked', async () => {
  const missing = new PreviewError('plugin-missing', 'on purpose', { fault: 'world' });
  world.program.faults.fail('check', missing);
  world.stacks.faults.fail('find', new Error('asked'));
  await expect(openShell(world, { settings: world.settings })).rejects.toBe(missing);
  expect(world.sessions.requests).toEqual([]);
});

test('a session is ended though the plugin fails, and the failure is what is said', async () => {
  const broken = new PreviewError('program-missing', 'on purpose', { fault: 'world' });
  world.program.faults.fail('talk', broken);
  world.sessions.faults.fail('end', new PreviewError('access-denied', 'not yours', { fault: 'world' }));
  await expect(openShell(world, { settings: world.settings })).rejects.toBe(broken);
  world.program.faults.fail('talk', broken);
  await expect(openShell(world, { settings: world.settings })).rejects.toBe(broken);
  expect([...world.sessions.open]).toEqual(['ada-1']);
});
