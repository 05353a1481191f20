import { clipboardTools, copyToClipboard } from '../../../lib/machine/session/clipboard';

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, readonly string[]]>([
  ['darwin', {}, ['pbcopy']],
  ['win32', {}, ['clip.exe']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, ['wl-copy', 'xclip', 'xsel']],
  ['linux', { DISPLAY: ':0' }, ['xclip', 'xsel']],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, ['clip.exe']],
  ['linux', {}, []],
])('on %s with %j it tries %j', (platform, environment, programs) => {
  expect(clipboardTools(platform, environment).map(([program]) => program)).toEqual(programs);
});

test('where no program takes it, that is said, and the text is not', async () => {
  const environment = { PATH: '/nonexistent', DISPLAY: ':0' };
  const error = await copyToClipboard('correct horse', environment).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'clipboard-missing', exitCode: 2 });
  expect(JSON.stringify(error)).not.toContain('correct horse');
});
