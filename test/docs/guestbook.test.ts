import { hueOf, page } from '../../examples/guestbook/src/page';

const note = { id: 1, author: '<b>', message: 'Hello & welcome', picture: null, createdAt: new Date(0) };
const html = page([note]);

test('branches that are shown side by side have colors that are far apart', () => {
  for (const [one, other] of [
    ['feature/login', 'feature-login'],
    ['login-page', 'party'],
  ] as const) {
    const apart = Math.abs(hueOf(one) - hueOf(other));
    expect(Math.min(apart, 360 - apart)).toBeGreaterThan(60);
  }
});

test('any name of a branch has a hue', () => {
  for (const branch of ['', 'main', '日本語', 'x'.repeat(255)]) {
    expect(hueOf(branch)).toBeGreaterThanOrEqual(0);
    expect(hueOf(branch)).toBeLessThan(360);
  }
});

test('the page of the guest book has nothing that is wider than a phone', () => {
  expect(html).toContain('content="width=device-width, initial-scale=1"');
  expect(html).toContain('*, ::before { box-sizing: border-box; }');
  expect(html).toMatch(/input, textarea, button \{[^}]* width: 100%; min-width: 0;/);
  expect(html.match(/[ ;](?:min-)?width: [1-9]\d{2,}px/)).toBeNull();
});

test('the guest book shows what visitors write as text, and its icon is in the page', () => {
  expect(html).toContain('&lt;b&gt;');
  expect(html).toContain('Hello &amp; welcome');
  expect(html).toContain('<link rel="icon" href="data:image/svg+xml,');
});
