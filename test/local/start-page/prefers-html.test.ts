import { prefersHtml } from '../../../lib/local/start-page/prefers-html';

test.each([
  [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'Chromium, Firefox and Safari',
  ],
  ['TEXT/HTML', 'a header in capitals'],
  ['text/html;q=0.5, */*;q=0.1', 'less, and nothing more than it'],
  ['text/html;level=1;q=0.9', 'a type with parameters'],
])('%s prefers HTML: %s', (accept) => {
  expect(prefersHtml(accept)).toBe(true);
});

test.each([
  [undefined, 'no header, as SDKs of AWS'],
  ['', 'an empty one'],
  ['*/*', 'curl and fetch'],
  ['application/xml', 'a client of S3'],
  ['application/json, text/html;q=0.9', 'one that likes JSON better'],
  ['text/html;q=0', 'one that refuses it'],
  ['text/html;q=much', 'one that cannot say how much'],
  ['text/*', 'one that names no type'],
])('%s does not: %s', (accept, _who) => {
  expect(prefersHtml(accept)).toBe(false);
});
