import { run as logs } from '../../../lib/cli/commands/every-day/logs';
import { TerminalStandIn } from '../terminal-stand-in';

/** No settings are there: what is refused is refused before anything is looked for. */
const invocation = {
  ...{ terminal: new TerminalStandIn(), env: {}, cwd: '/', signal: new AbortController().signal },
};

test.each([
  [{ lines: '0' }, '--lines is "0"'],
  [{ lines: '2.5' }, '--lines is "2.5"'],
  [{ since: 'yesterday' }, '--since is "yesterday"'],
  [{ since: '99999999999999999999d' }, '--since is "99999999999999999999d"'],
  [{ instance: 'web-1' }, '--instance is "web-1"'],
  [{ instance: 'i-0\u001b[2J' }, '--instance is "i-0\\u001b[2J"'],
  [{ all: true, service: 'api' }, 'Both --all and --service were given'],
])('%j is refused with nothing tried', async (options, message) => {
  await expect(logs(invocation, options)).rejects.toMatchObject({ code: 'option-invalid', exitCode: 2, message });
});
