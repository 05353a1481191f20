import { readComment } from '../../../lib/control/grammar';
import { helpLines } from '../../../lib/control/help';

const lines = helpLines('!p');
const verbs = 'status create keep sleep wake rebuild rollback hold release destroy logs why cost help'.split(' ');

test('help has a line for each command, in the order in which they stand in the documentation', () => {
  expect(lines.map((line) => /^!p ([a-z]+)/.exec(line)?.[1])).toEqual(verbs);
});

test.each(verbs)('what help says of %s can be written so', (verb) => {
  const usage = /^(.+?): /.exec(lines.find((line) => line.startsWith(`!p ${verb}`)) ?? '')?.[1] ?? '';
  for (const choice of usage.replace(/ \[[a-z]+\]/, '').split(' | ')) {
    const written = choice.startsWith('!p ') ? choice : `!p ${verb} ${choice}`;
    expect(readComment(written, '!p')).toMatchObject({ kind: 'command', command: { verb } });
  }
});
