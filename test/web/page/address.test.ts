import { queryOf, readAddress } from '../../../lib/web/page/script/address';
import { type Choice, filters, firstChoice, sorts } from '../../../lib/web/page/script/pick';

describe('the address of the page', () => {
  test('what it says is read again', () => {
    for (const filter of filters) {
      for (const sort of sorts) {
        for (const descending of [true, false]) {
          const choice: Choice = { search: 'a&b=c #"<é>', filter, sort, descending };
          expect(readAddress(queryOf(choice), '').choice).toEqual(choice);
        }
      }
    }
  });

  test('the first choice needs no word', () => {
    expect(queryOf(firstChoice)).toBe('');
    expect(readAddress('', '')).toEqual({ choice: firstChoice, create: false });
  });

  test.each(['?show=everything&sort=toString', '?show=__proto__&sort=-', '?sort=--age'])(
    '%s says nothing that is known',
    (search) => {
      const { filter, sort } = readAddress(search, '').choice;
      expect([filter, sort]).toEqual([firstChoice.filter, firstChoice.sort]);
    },
  );

  test('a preview is open by its id, and by nothing that is none', () => {
    expect(readAddress('', '#/p/feature-x-1a2b3c').open).toBe('feature-x-1a2b3c');
    for (const hash of ['#/p/', '#/p/../acts', '#/p/a/log', '#/p/A', `#/p/${'a'.repeat(64)}`, '#/p/a?b', '#p/a']) {
      expect(readAddress('', hash)).not.toHaveProperty('open');
    }
    expect(readAddress('', '#/new').create).toBe(true);
  });
});
