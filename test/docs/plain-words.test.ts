import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Words that a reader has to guess, each with the plain one. CONTRIBUTING.md says why. */
const words: Readonly<Record<string, string>> = {
  'farewells?': 'removal notice',
  'doom(?:s|ed)?': 'reason to delete, to be deleted',
  'mend(?:s|ed|ing)?': 'fix',
  told: 'says, reports, or the one who learns it',
  nobody: 'no one, or better: who does it',
  whoever: 'anyone who, the person who',
  lest: 'so that … not',
  'for ever': 'without end, or how long',
  'signs? of life': 'heartbeat',
  'tak(?:e|es|ing) stock': 'read the inventory',
};
/** What others read and keeps its name: error codes, stored objects, fields of `--json`, a Unix user. */
const kept = [
  /farewells-(?:conflict|left)|farewellsKey|cleanup-farewells\.json|\bfarewells\b(?=\W*[:?"`,;])/g,
  /\bmend\??:|\.mend\b|saw, mend\b/g,
  /\^nobody:/g,
];
const withoutKept = (line: string) => kept.reduce((text, pattern) => text.replace(pattern, ''), line);

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '--', 'lib', 'bin', 'scripts', 'test', 'docs', '*.md'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.(?:ts|md)$/.test(file) && file !== 'test/docs/plain-words.test.ts');

test.each(Object.entries(words))('no text says %s: there is a plainer word (%s)', (word) => {
  const pattern = new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i');
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(withoutKept(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
