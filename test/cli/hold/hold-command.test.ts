import { run as hold } from '../../../lib/cli/commands/every-day/hold';
import { failure } from '../../deploy/deploy-world';
import { TerminalStandIn } from '../terminal-stand-in';

const invocation = { terminal: new TerminalStandIn(), env: {}, cwd: '/', signal: new AbortController().signal };

test.each(['3x', '0h', '4', '1w', 'h', '-1h', '1.5h'])(
  'hold --for %s is refused before anything is read',
  async (text) => {
    expect(await failure(hold(invocation, { for: text }))).toMatchObject({
      ...{ code: 'option-invalid', exitCode: 2, hint: 'Write a whole number above 0 with its unit: 30m or 4h.' },
    });
  },
);
