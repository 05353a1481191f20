import { html } from '../../../lib/local/start-page/html';

test('what is put into HTML is text', () => {
  expect(html`<a title="${`"'<>&`}">${'<script>alert(1)</script>'}</a>`.text).toBe(
    '<a title="&quot;&#39;&lt;&gt;&amp;">&lt;script&gt;alert(1)&lt;/script&gt;</a>',
  );
});

test('pieces of HTML stay what they are, and nothing is nothing', () => {
  expect(html`<ul>${[1, 2].map((one) => html`<li>${one}</li>`)}${undefined}</ul>`.text).toBe(
    '<ul><li>1</li><li>2</li></ul>',
  );
});

test.each(['\u202e', '\u2066', '\u0000', '\u001b', '\r', '\u2028', '\u200b', '\u0085'])(
  'a character that is not seen, and moves others, is replaced: %j',
  (character) => {
    expect(html`${`a${character}b`}`.text).toBe('a\ufffdb');
  },
);

test('what people write stays: other scripts, and families of emoji', () => {
  expect(html`${'日本 שלום 👩‍👩‍👧'}`.text).toBe('日本 שלום 👩‍👩‍👧');
});
