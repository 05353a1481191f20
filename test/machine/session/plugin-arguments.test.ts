import { pluginStart } from '../../../lib/machine/session/plugin-arguments';
import { howToInstall } from '../../../lib/machine/session/plugin-install';

const session = {
  ...{ id: 'ada-0123', token: 'the token', streamUrl: 'wss://stream/ada-0123', region: 'eu-central-1' },
  ...{ endpoint: 'https://ssm.eu-central-1.amazonaws.com', instanceId: 'i-0123456789abcdef0', reason: 'a look' },
  ...{ document: 'AWS-StartInteractiveCommand', parameters: { command: ['id'] } },
};
const answer = '{"SessionId":"ada-0123","TokenValue":"the token","StreamUrl":"wss://stream/ada-0123"}';
const asked =
  '{"Target":"i-0123456789abcdef0","DocumentName":"AWS-StartInteractiveCommand","Parameters":{"command":["id"]},"Reason":"a look"}';

test.each(['1.2.498', '1.2.536.0', '1.2.650.0', '1.10', '2'])(
  'version %s takes the answer by a variable',
  (version) => {
    expect(pluginStart(session, version, 'team')).toEqual({
      args: [...['AWS_SSM_START_SESSION_RESPONSE', 'eu-central-1', 'StartSession', 'team', asked, session.endpoint]],
      environment: { AWS_SSM_START_SESSION_RESPONSE: answer },
    });
  },
);

test.each(['1.2.497.0', '1.2.497', '1.2.54.0', '1.1.999.9', '1', '', 'unknown', '1.2.3.4.5'])(
  'version "%s" gets the answer as its first argument',
  (version) => {
    expect(pluginStart(session, version, '')).toEqual({
      args: [answer, 'eu-central-1', 'StartSession', '', asked, session.endpoint],
      environment: {},
    });
  },
);

test.each<[NodeJS.Platform, string, string]>([
  ['darwin', 'arm64', '/mac_arm64/session-manager-plugin.pkg'],
  ['darwin', 'x64', '/mac/session-manager-plugin.pkg'],
  ['win32', 'x64', '/windows/SessionManagerPluginSetup.exe'],
  ['linux', 'x64', '/ubuntu_64bit/session-manager-plugin.deb'],
  ['linux', 'arm64', '/linux_arm64/session-manager-plugin.rpm'],
])('on %s with %s it is %s', (platform, arch, file) => {
  expect(howToInstall(platform, arch)).toContain(`session-manager-downloads/plugin/latest${file}`);
});
