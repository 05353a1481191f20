import { nextPage, type Position } from '../../lib/github/calls/next-page';

const baseUrl = 'https://api.github.com';
const two = `<${baseUrl}/repositories/1/branches?page=2>`;
const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `b${index}` }));
const at = (page = 1, data: unknown = entries(100)): Position => ({
  page,
  data,
  last: 'branches',
  baseUrl,
  what: 'the branches of orchard/kiosk',
});
const after = (link: string, position = at()) => nextPage({ link }, position);

describe("a': the next page is found however RFC 8288 lets it be written", () => {
  test.each([
    [`${two}; rel="next"`],
    [`${two}; rel=next`],
    [`${two}; REL="next"`],
    [`${two};rel="NEXT"`],
    [`${two}; rel="last next"`],
    [`${two}; title="b, <c>; d"; rel="next"`],
    [`${two} ; hreflang=en ; rel = next`],
    [`<${baseUrl}/repositories/1/branches?page=9>; rel="last", ${two}; rel="next"`],
    [`, ${two}; rel="next" ,`],
    [`</repositories/1/branches?page=2>; rel="next"`],
  ])('%s', (link) => {
    expect(after(link)).toBe(2);
  });
});

describe("a': a header that mentions a next page and is not understood makes the list untrustworthy", () => {
  test.each([
    [`${two}; rel="next`],
    [`${two} rel="next"`],
    [`${baseUrl}/repositories/1/branches?page=2; rel="next"`],
    [`${two}; rel="last"; rel="next"`],
    [`${two}; rel="next"; rel="last"`],
    [`${two}; rev="next"`],
    [`${two}; rel="next-archive"`],
    [`${two}; rel="next"; anchor="#other"`],
    [`${two}; rel="next", <${baseUrl}/repositories/1/branches?page=3>; rel="next"`],
    [`<${baseUrl}/\\>; rel="last"; x, next`],
  ])('%s', (link) => {
    expect(() => after(link, at(1, entries(7)))).toThrow(
      expect.objectContaining({ code: 'github-not-credible', fault: 'world' }),
    );
  });
});

test('a page that is not full and names no next one is the last', () => {
  expect(nextPage({}, at(1, entries(99)))).toBeUndefined();
  expect(after(`<${baseUrl}/repositories/1/branches?page=1>; rel="prev"`, at(2, entries(3)))).toBeUndefined();
  expect(
    after(`<${baseUrl}/repositories/1/branches?page=1&after=next>; rel="prev"`, at(2, entries(3))),
  ).toBeUndefined();
});

test("a': a full page that names no next one is asked about once more", () => {
  expect(nextPage({}, at(3))).toBe(4);
  expect(after(`<${baseUrl}/repositories/1/branches?page=2>; rel="prev"`, at(3))).toBe(4);
  expect(nextPage({}, at(4, []))).toBeUndefined();
});

test('partial-results: a list that GitHub itself calls a part is not credible', () => {
  const headers = { 'x-github-sso': 'partial-results; organizations=21955855,20582480' };
  expect(() => nextPage(headers, at(1, entries(3)))).toThrow('partial-results');
});
