import { processTerminal } from '../../../lib/cli/render/terminal';

describe('the terminal of this process', () => {
  const listeners = () => process.stdout.listeners('error').length;

  test('goes on when the reader of the pipe has closed it, and knows it', () => {
    const { unread } = processTerminal();
    expect(unread?.aborted).toBe(false);
    expect(process.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true);
    expect(unread?.aborted).toBe(true);
    expect(process.stderr.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true);
  });

  test('hides no other failure of writing', () => {
    processTerminal();
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    expect(() => process.stdout.emit('error', full)).toThrow('no space left');
  });

  test('listens once, however often it is opened', () => {
    processTerminal();
    const before = listeners();
    processTerminal();
    expect(listeners()).toBe(before);
  });
});
