import { processLines } from '../../../lib/local/elastic-beanstalk/instance/procfile';

test('the lines of a Procfile have a name and a command', () => {
  const text = '# words\r\nweb:  node server.js \r\nbeat_1-a:\tnode beat.js\n: x\nempty:  \na b: x\n';
  expect(processLines(text)).toEqual([
    ['web', 'node server.js'],
    ['beat_1-a', 'node beat.js'],
  ]);
});

test('a line of blanks is read at once', () => {
  const began = performance.now();
  expect(processLines(`web: a${' '.repeat(64 * 1024)}b`)).toHaveLength(1);
  expect(processLines(`web: ${'a '.repeat(32 * 1024)}`)).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(500);
});
