import { publicOrigin } from '../../../lib/web/sign-in/public-origin';

test.each([
  ['https://previews.acme.dev', 'https://previews.acme.dev'],
  ['https://previews.acme.dev/', 'https://previews.acme.dev'],
  ['https://previews.acme.dev:8443', 'https://previews.acme.dev:8443'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://control.preview.localhost:4566', 'http://control.preview.localhost:4566'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('%s is the origin %s', (text, origin) => {
  expect(publicOrigin(text)).toBe(origin);
});

test.each([
  'http://previews.acme.dev',
  'http://localhost.evil.example',
  'https://previews.acme.dev/page',
  'https://previews.acme.dev/?x',
  'https://ann:pw@previews.acme.dev',
  'https://Previews.acme.dev',
  'https://previews.acme.dev:443',
  'previews.acme.dev',
  'ftp://previews.acme.dev',
  'https://',
  '',
  ' https://previews.acme.dev',
])('%j is refused, and the hint says what it takes', (text) => {
  const refused = { code: 'option-invalid', fault: 'user', hint: expect.stringContaining('https://previews.acme.dev') };
  expect(() => publicOrigin(text)).toThrow(expect.objectContaining(refused));
});
