import { readComment } from '../../../lib/control/grammar';
import { comments } from './comments';

const happens = (body: string, word = '/preview') => {
  const reading = readComment(body, word);
  if (reading.kind === 'command') return `does ${reading.words}`;
  return reading.kind === 'help' ? 'help' : 'nothing';
};

test('there are 60 comments and more, and no name twice', () => {
  expect(new Set(comments.map(([name]) => name)).size).toBe(comments.length);
  expect(comments.length).toBeGreaterThanOrEqual(60);
});

test.each(comments)('a comment %s: %j %s', (_, body, expected) => {
  expect(happens(body)).toBe(expected);
});

test.each(comments.filter(([, , expected]) => expected.startsWith('does')))(
  'a comment %s says the same in the words that it was read as',
  (_, body, expected) => {
    expect(happens(`/preview ${expected.slice('does '.length)}`)).toBe(expected);
    expect(readComment(body, '/preview')).toEqual(
      readComment(`/preview ${expected.slice('does '.length)}`, '/preview'),
    );
  },
);

test.each([
  ['/preview destroy', '!p', 'nothing'],
  ['!p destroy', '!p', 'does destroy'],
  ['!P destroy', '!p', 'does destroy'],
  ['@ops-1 destroy', '@ops-1', 'does destroy'],
  ['@opsx1 destroy', '@ops-1', 'nothing'],
  ['/\u212aeep wake', '/keep', 'nothing'],
])('%j with the word %s: %s', (body, word, expected) => {
  expect(happens(body, word)).toBe(expected);
});

test.each([
  ['/preview', 'It does not say what to do.'],
  ['/preview slep', '`sleep` may be meant'],
  ['/preview xyzzyx', 'names no command that there is.'],
  ['/preview keep', '`until 2026-12-24`'],
  ['/preview keep 3x', '12h, 3d or 2w'],
  ['/preview keep until tomorrow', '2026-12-24T18:00+01:00'],
  ['/preview rollback main', 'preview-stacks history'],
  ['/preview create a..b', 'git branch --list'],
  ['/preview create a b', 'the name of a branch and nothing else'],
  ['/preview logs Web', '1 to 7 lower-case letters'],
  ['/preview hold a b', '`hold` takes the name of one service'],
  ['/preview sleep now', '`sleep` takes nothing behind it'],
  ['/preview wake\n/preview wake', 'holds one command'],
  ['> a\n/preview wake', 'quote above it'],
  ['/preview des\u200btroy', 'a character that is not shown'],
])('%j gets help that says why: %s', (body, because) => {
  expect(readComment(body, '/preview')).toEqual({ kind: 'help', because: expect.stringContaining(because) });
});

const mark = '@everyone<img>[x](https://evil.example)';
test.each(['', 'create ..', 'keep ', 'keep until ', 'rollback ', 'hold ', 'logs ', 'status ', `create ${mark} `])(
  'help for "/preview %s" and foreign text repeats none of it',
  (before) => {
    const reading = readComment(`/preview ${before}${mark}`, '/preview');
    expect(reading.kind).toBe('help');
    expect(JSON.stringify(reading)).not.toMatch(/everyone|img|evil/);
  },
);

const size = 65_536;
const filled = (part: string, end = '') => part.repeat(Math.floor((size - end.length) / part.length)) + end;
const bodies: readonly (readonly [string, string])[] = [
  ['prose', filled('Lorem `ipsum` <b>dolor</b>,\nso on.\n\n- one\n- `two`\n\n> Shall we?\n\n```sh\nls\n```\n')],
  ['one line', filled('a')],
  ['slashes', filled('/preview ')],
  ['lines of the word', filled('/preview\n')],
  ['an endless argument', `/preview create ${filled('a').slice(20)}`],
  ['backticks apart', filled('` ')],
  ['runs of backticks of many lengths', Array.from({ length: 360 }, (_, index) => '`'.repeat(index + 1)).join(' ')],
  ['lines of single backticks', filled('`\n')],
  ['backslashes', filled('\\', '`\n/preview wake')],
  ['backslashes and backticks', filled('\\`')],
  ['marks of lists', filled('- ')],
  ['numbers', filled('1. ')],
  ['digits', filled('1')],
  ['quotes', filled('>')],
  ['openings of comments', filled('<!--')],
  ['ends of comments', filled('-->')],
  ['openings of elements', filled('<pre>')],
  ['half elements', filled('<pre')],
  ['tabs', filled('\t')],
  ['spaces', filled(' ')],
  ['spaces and a command', filled(' ', '\n/preview wake')],
  ['spaces within a command', `/preview${filled(' ').slice(20)}wake`],
  ['empty lines', filled('\n')],
  ['line ends of every kind', filled('\r\n\r\n\n\r')],
  ['fences', filled('```\n')],
  ['fences in lists', filled('- ~~~\n')],
  ['halves of characters', filled('\ud83d')],
  ['invisible characters', `/preview ${filled('\u200b').slice(20)}`],
];

/** The best of many: another process may have the processor meanwhile. */
function bestTime(filler: string, enough: number): number {
  const body = `${filler.slice(0, size - 30)}\n/preview wake`;
  let best = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 60 && best >= enough; times += 1) {
    const begun = performance.now();
    readComment(body, '/preview');
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

// With a square of the length in it, each would take seconds.
test.each(bodies)('a comment of %s, as long as GitHub takes one, is read within 300 ms', (_, filler) => {
  expect(bestTime(filler, 300)).toBeLessThan(300);
});

test('a longer comment than GitHub takes is none', () => {
  expect(happens(`/preview wake\n${'a'.repeat(size)}`)).toBe('nothing');
});
