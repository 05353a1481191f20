import { UnseenLines } from '../../lib/instances/unseen-lines';
import type { ServiceLine } from '../../lib/previews/list-request';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, 0) + second * 1000);
const line = (id: string, second: number, more: Partial<ServiceLine> = {}): ServiceLine => ({
  ...{ id, at: at(second), service: 'web', source: 'web.stdout.log', instance: 'i-1', text: id, ...more },
});
const ids = (lines: readonly ServiceLine[]) => lines.map(({ id }) => id);

test('a line that is read again is not given again', () => {
  const unseen = new UnseenLines({ lines: [line('a', 0)], cut: false }, at(0));
  expect(ids(unseen.take([line('a', 0), line('b', 1)]))).toEqual(['b']);
  expect(ids(unseen.take([line('a', 0), line('b', 1), line('c', 1)]))).toEqual(['c']);
});

test('the same words at the same time are two lines', () => {
  const unseen = new UnseenLines({ lines: [], cut: false }, at(0));
  expect(unseen.take([line('a', 1, { text: 'again' }), line('b', 1, { text: 'again' })])).toHaveLength(2);
});

test('ids of two services or files do not hide each other', () => {
  const unseen = new UnseenLines({ lines: [line('1', 0)], cut: false }, at(0));
  const others = [line('1', 0, { service: 'api' }), line('1', 0, { source: 'nginx/error.log' })];
  expect(unseen.take(others)).toHaveLength(2);
});

test('a line that comes up to a minute late is read and given', () => {
  const unseen = new UnseenLines({ lines: [line('a', 0), line('c', 100)], cut: false }, at(100));
  expect(unseen.from(at(101))).toEqual(at(40));
  expect(ids(unseen.take([line('b', 41), line('c', 100)]))).toEqual(['b']);
});

test('lines that were left out of the beginning stay out, also those of the same millisecond', () => {
  const unseen = new UnseenLines({ lines: [line('c', 5), line('d', 6)], cut: true }, at(6));
  expect(unseen.from(at(6)) >= at(5)).toBe(true);
  expect(ids(unseen.take([line('a', 4), line('b', 5), line('d', 6), line('e', 7)]))).toEqual(['e']);
});

test('nothing older than what was asked for is given', () => {
  const unseen = new UnseenLines({ lines: [], cut: false, since: at(10) }, at(20));
  expect(unseen.from(at(20))).toEqual(at(10));
  expect(ids(unseen.take([line('a', 9), line('b', 10)]))).toEqual(['b']);
});

test('a line with a time yet to come hides none that are said now', () => {
  const unseen = new UnseenLines({ lines: [line('future', 7200)], cut: false }, at(0));
  const from = unseen.from(at(60));
  expect(from <= at(0)).toBe(true);
  expect(ids(unseen.take([line('now', 60), line('future', 7200)]))).toEqual(['now']);
});

test('a clock that is ahead of AWS loses no lines', () => {
  const unseen = new UnseenLines({ lines: [line('a', 0)], cut: false }, at(3600));
  expect(unseen.from(at(3603)) <= at(0)).toBe(true);
});

test('a clock that is set back repeats no lines', () => {
  const unseen = new UnseenLines({ lines: [line('a', 0)], cut: false }, at(0));
  const all = [line('a', 0)];
  for (let second = 1; second < 600; second += 1) {
    all.push(line(String(second), second));
    const from = unseen.from(at(second));
    expect(ids(unseen.take(all.filter((one) => one.at >= from)))).toEqual([String(second)]);
  }
  const from = unseen.from(at(-3600));
  expect(unseen.take(all.filter((one) => one.at >= from))).toEqual([]);
});

test('lines come in the order of their times', () => {
  const unseen = new UnseenLines({ lines: [], cut: false }, at(0));
  expect(ids(unseen.take([line('b', 2), line('a', 1)]))).toEqual(['a', 'b']);
});
