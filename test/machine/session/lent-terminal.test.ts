import { lendTerminal } from '../../../lib/machine/session/lent-terminal';
import { MachinePrograms } from '../../../lib/machine/session/machine-programs';

test('what is typed at a terminal that is lent does not reach us, and does afterwards', async () => {
  let heard = 0;
  const listener = () => {
    heard += 1;
  };
  process.on('SIGINT', listener);
  try {
    await lendTerminal(async () => void process.emit('SIGINT'));
    expect(heard).toBe(0);
    await expect(lendTerminal(() => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
    process.emit('SIGINT');
    expect(heard).toBe(1);
  } finally {
    process.off('SIGINT', listener);
  }
});

const programs = new MachinePrograms({ environment: { PATH: process.env.PATH, TAKEN: 'yes' }, cwd: __dirname });

test.each<[string, number]>([
  ['exit 7', 7],
  ['[ "$GIVEN" = "a b" ]', 0],
  ['[ -z "$TAKEN" ]', 0],
  ['kill -TERM $$', 143],
])('a program that does `%s` gives %d', async (script, code) => {
  expect(await programs.run(['sh', '-c', script], { GIVEN: 'a b', TAKEN: undefined })).toBe(code);
});

test('a program that is not there is the fault of the user', async () => {
  await expect(programs.run(['no-such-client'], {})).rejects.toMatchObject({ code: 'program-missing', exitCode: 2 });
});
