import { codeLine } from '../../../lib/cli/commands/look/diff';

const running = '1'.repeat(40);
const checkedOut = '2'.repeat(40);

test('another commit than the one that runs changes the version of the app, whatever the templates say', () => {
  expect(codeLine({ running, checkedOut })).toBe(
    "The code was not compared: 11111111 runs, and 22222222 is checked out. A deploy of it changes the app's version, too.",
  );
});

test('where git knows no commit, the one that runs is named', () => {
  expect(codeLine({ running })).toBe('The code was not compared: 11111111 runs.');
});

test('of the commit that runs, it is said that the code was not compared', () => {
  expect(codeLine({ running, checkedOut: running })).toBe(
    'The code was not compared: 11111111 runs, and is checked out.',
  );
});
