import { exactTime, hostOf, money, safeUrl, type TimeForm, timeWords } from '../../../lib/web/page/script/format';
import { hostile } from './page-samples';

const now = Date.parse('2026-11-28T10:00:00Z');
const second = 1000;
const day = 86_400 * second;

describe('how the page writes times, money and addresses', () => {
  test.each<[TimeForm, number, string]>([
    ['relative', -20 * second, 'just now'],
    ['relative', -60 * second, '1 min ago'],
    ['relative', -5 * 60 * second, '5 min ago'],
    ['relative', -3600 * second, '1 hour ago'],
    ['relative', -13 * day, '13 days ago'],
    ['relative', -14 * day, '2 weeks ago'],
    ['relative', -59 * day, '8 weeks ago'],
    ['relative', -60 * day, '2 months ago'],
    ['relative', -800 * day, '26 months ago'],
    ['relative', 2 * day, 'in 2 days'],
    ['span', -2 * day, '2 days'],
    ['span', 0, 'just now'],
    ['until', 2 * day, 'in 2 days'],
    ['until', 20 * second, 'within a minute'],
    ['until', -2 * day, 'now'],
  ])('%s, %d ms from now: %s', (form, from, words) => {
    expect(timeWords(form, new Date(now + from).toISOString(), now)).toBe(words);
  });

  test('what is no time stays as it is', () => {
    expect(timeWords('relative', hostile.markup, now)).toBe(hostile.markup);
    expect(exactTime(hostile.markup)).toBe(hostile.markup);
    expect(exactTime('2026-11-28T11:00:05+01:00')).toBe('2026-11-28 10:00:05 UTC');
  });

  test.each([
    [{ usd: '1.2384' }, '$1.24'],
    [{ usd: '1.2384', atLeast: true }, '≥ $1.24'],
    [{ usd: '0' }, '$0.00'],
    [{ usd: '0.0004' }, '< $0.01'],
    [{ usd: 'many' }, '–'],
    [undefined, '–'],
  ])('%j is %s', (cost, words) => {
    expect(money(cost)).toBe(words);
  });

  test('only an address of the web is one', () => {
    expect(safeUrl('https://a.example/b?c#d')).toBe('https://a.example/b?c#d');
    expect(hostOf('https://a.example/')).toBe('a.example');
    for (const url of [
      hostile.scheme,
      'JaVaScRiPt:alert(1)',
      ' javascript:1',
      'data:text/html,x',
      '//a.example',
      '/api/acts',
      'https://a b',
      '',
      undefined,
    ]) {
      expect(safeUrl(url)).toBeUndefined();
    }
  });
});
