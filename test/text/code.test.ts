import fc from 'fast-check';
import { codeBlock, codeSpan, link, sentence } from '../../lib/text/markdown';
import { shellWord } from '../../lib/text/shell-word';
import { visible, visibleLines } from '../../lib/text/visible';
import { anyText } from '../announce/hostile';
import { readMarkdown } from '../announce/markdown';

// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left.
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u;

test('whatever the text, a code span is one piece of code with that text, and nothing beside it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(readMarkdown(`before ${codeSpan(text)} after`)).toEqual({
        outside: 'before □ after',
        code: [visible(text) || '(empty)'],
      });
    }),
    { numRuns: 500 },
  );
});

test('whatever the text, a code block is one piece of code with that text, and nothing beside it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(readMarkdown(`before\n\n${codeBlock(text)}\n\nafter`)).toEqual({
        outside: 'before\n\n□\n\nafter',
        code: [visibleLines(text) || '(empty)'],
      });
    }),
    { numRuns: 500 },
  );
});

test('of a sentence the plain words stay, and whatever else there is becomes code', () => {
  for (const [text, shown] of [
    [
      "The team's preview goes after 2026-11-28 09:40 UTC, in 3d.",
      "The team's preview goes after 2026-11-28 09:40 UTC, in 3d.",
    ],
    ['Branch feature/x of @mona fixes #12: see GH-3.', 'Branch `feature/x` of `@mona` fixes `#12`: see `GH-3`.'],
    ['deadbeef and 1234567 are commits', '`deadbeef` and `1234567` are commits'],
    ['1. no list', '`1`. no list'],
    ['It is <b>bold</b> [x](y) `z`', 'It is `<b>bold</b> [x](y)` `z`'],
    ['www.evil.example http://evil.example', '`www.evil.example http://evil.example`'],
    ['', '`(empty)`'],
    ['...', '`...`'],
  ] as const) {
    expect(sentence(text)).toBe(shown);
  }
  fc.assert(
    fc.property(anyText, (text) => {
      const { outside } = readMarkdown(sentence(text));
      expect(outside).toMatch(/^[A-Za-z0-9'.,;:!?()□ -]*$/);
      expect(outside).not.toMatch(/\b[0-9a-f]{7,}\b|\w[.:]\w*[A-Za-z]/i);
    }),
    { numRuns: 300 },
  );
});

test('what is shown has no control sequences, is on one line, and is cut between characters', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, most) => {
      const shown = visible(text, most);
      expect(shown).not.toMatch(obeyed);
      expect(shown).not.toContain('\n');
      expect([...shown].length).toBeLessThanOrEqual(most);
      expect(visibleLines(text)).not.toMatch(obeyed);
    }),
  );
});

test('text without anything odd is shown as it is', () => {
  expect(visible('Ünïcode 👩‍💻 login_page')).toBe('Ünïcode 👩‍💻 login_page');
  expect(codeSpan('feature/a')).toBe('`feature/a`');
  expect(codeSpan('a `b` c')).toBe('``a `b` c``');
  expect(codeSpan('`b`')).toBe('`` `b` ``');
});

test('only addresses of the web become links', () => {
  expect(link('Log', 'https://ci.acme.dev/jobs/1?a=(b)')).toBe('[Log](<https://ci.acme.dev/jobs/1?a=%28b%29>)');
  expect(link('Log', 'javascript:alert(1)')).toBe('`javascript:alert(1)`');
  expect(link('Log', 'https://user:password@ci.acme.dev')).toBe('`https://user:password@ci.acme.dev`');
  expect(link('Log', 'no address')).toBe('`no address`');
});

test('a link ends where it was meant to, whatever the address', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const made = link('Log', `https://ci.acme.dev/${text}`);
      expect(made).toMatch(/^\[Log\]\(<[^<>()[\]\\`\s]*>\)$|^`/);
    }),
  );
});

test('a word of a shell holds no quote that ends it early', () => {
  expect(shellWord("it's; rm -rf $HOME `x`")).toBe(`'it'\\''s; rm -rf $HOME \`x\`'`);
});
