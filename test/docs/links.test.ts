import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const top = join(__dirname, '../..');
const git = ['ls-files', '-co', '--exclude-standard', '--', '*.md'];
const pages = execFileSync('git', git, { cwd: top, encoding: 'utf8' })
  .split('\n')
  .filter((page) => /^([A-Z]+\.md|docs\/.*|examples\/.*)$/.test(page) && existsSync(join(top, page)));

/** What a reader sees as text: no code, in which a bracket is no link. */
const proseOf = (page: string) =>
  readFileSync(join(top, page), 'utf8')
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replace(/^ {4}.*$/gm, '');

/** The anchors that GitHub gives the headings of a page: lower case, without punctuation, a hyphen for each space, numbered when they repeat. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(anchors);
}

/** What is wrong with a link; undefined when it leads to a file, and to a heading of it. */
function faultOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? join(top, page) : resolve(dirname(join(top, page)), path);
  if (!existsSync(file)) return `${page}: ${link} leads to no file`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  return anchorsOf(relative(top, file)).has(anchor) ? undefined : `${page}: ${link} leads to no heading`;
}

const linksOf = (page: string) =>
  [
    ...proseOf(page)
      .replace(/`[^`\n]*`/g, '`')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].flatMap(([, link = '']) => (/^[a-z]+:/.test(link) ? [] : [link]));

test('there are pages and links to look at', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'BEHAVIOUR.md', 'docs/ci.md', 'docs/constructs/service.md']),
  );
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(60);
});

test.each(pages)('every link of %s leads to a file, and to a heading of it', (page) => {
  expect(linksOf(page).flatMap((link) => faultOf(page, link) ?? [])).toEqual([]);
});
