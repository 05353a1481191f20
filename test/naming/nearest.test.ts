import { nearest } from '../../lib/naming/nearest';

test('names with a typing error or two are proposed, the nearest first', () => {
  expect(nearest('login-paeg', ['main', 'login-pages', 'login-page'])).toEqual(['login-page', 'login-pages']);
});

test('two characters in the wrong order are one error, also in a short name', () => {
  expect(nearest('mian', ['main', 'production'])).toEqual(['main']);
  expect(nearest('amin', ['main'])).toEqual(['main']);
});

test('case is no difference, and another word is none that was meant', () => {
  expect(nearest('Main', ['main', 'production'])).toEqual(['main']);
  expect(nearest('nope', ['main', 'staging'])).toEqual([]);
});

test('a name of any length is compared in no time', () => {
  expect(nearest('a'.repeat(100_000), ['main'])).toEqual([]);
});
