import { wishOf } from '../../../lib/cli/exec-option';
import { execRemarks, wayLines } from '../../../lib/cli/render/exec-lines';

const ls = ['ls', '-l'];

test.each<[Parameters<typeof wishOf>[0], readonly string[], object]>([
  [{}, ls, { kind: 'command', words: ls, timeoutMinutes: 60 }],
  [{ timeout: '5m' }, ls, { kind: 'command', words: ls, timeoutMinutes: 5 }],
  [{ timeout: '48h', json: true }, ls, { kind: 'command', words: ls, timeoutMinutes: 2880 }],
  [{}, [], { kind: 'terminal' }],
  [{ tty: true }, ls, { kind: 'terminal', words: ls }],
  [{ forward: true }, [], { kind: 'forward', copyPassword: false }],
  [{ forward: '5433', copyPassword: true }, ls, { kind: 'forward', copyPassword: true, words: ls, localPort: 5433 }],
])('%j with %j means %j', (options, words, wish) => {
  expect(wishOf(options, words)).toEqual(wish);
});

test.each<[Parameters<typeof wishOf>[0], readonly string[], string]>([
  [{}, [''], 'The command behind -- is empty'],
  [{ forward: true }, [' '], 'The command behind -- is empty'],
  [{ timeout: '90s' }, ls, '--timeout is "90s"'],
  [{ timeout: '0m' }, ls, '--timeout is "0m"'],
  [{ timeout: '49h' }, ls, '--timeout is "49h"'],
  [{ timeout: '5m' }, [], '--timeout is for a command'],
  [{ json: true }, [], '--json is for a command'],
  [{ json: true, forward: true }, ls, '--json is for a command'],
  [{ copyPassword: true }, ls, '--copy-password was given without --forward'],
  [{ forward: true, tty: true }, ls, 'Both --forward and --tty'],
  [{ forward: 'psql' }, [], '--forward is "psql"'],
  [{ forward: '0' }, [], '--forward is "0"'],
  [{ forward: '65536' }, [], '--forward is "65536"'],
])('%j with %j is refused: %s', (options, words, message) => {
  const refused = { code: 'option-invalid', exitCode: 2, message: expect.stringContaining(message) };
  expect(() => wishOf(options, words)).toThrow(expect.objectContaining(refused));
});

test('what is said beside the output of a command', () => {
  const asked = { words: ['npm run seed'], timeoutMinutes: 5 };
  expect(execRemarks({ ended: 'by-itself', exitCode: 0, cut: [] }, asked)).toEqual([]);
  expect(execRemarks({ ended: 'timed-out', cut: ['stdout', 'stderr'] }, asked)).toEqual([
    'preview-stacks: SSM kept only the beginning of standard output; let the command write into a file',
    'preview-stacks: SSM kept only the beginning of standard error; let the command write into a file',
    'preview-stacks: ended after 5 min; --timeout gives it more',
  ]);
  expect(execRemarks({ ended: 'by-itself', exitCode: 127, cut: [] }, asked)).toEqual([
    'preview-stacks: this was taken as the name of one program; for a shell write: exec -- sh -c "…"',
  ]);
  expect(execRemarks({ ended: 'by-itself', exitCode: 127, cut: [] }, { ...asked, words: ls })).toEqual([]);
});

test('the address is the result, unless standard output is that of a client', () => {
  const way = {
    ...{ environmentName: 'shop-a--web', instanceId: 'i-1', port: 40_123, passwordCopied: true },
    address: 'postgresql://ada@127.0.0.1:40123/app',
  };
  expect(wayLines(way, false).results).toEqual([way.address]);
  expect(wayLines(way, true)).toEqual({ results: [], remarks: ['The password is on the clipboard.'] });
});
