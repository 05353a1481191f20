import fc from 'fast-check';
import type { Answers } from '../../lib/init/ask/question';
import { checkBranch } from '../../lib/naming/branch';
import { circleciIds, repositories } from './samples';

const nasty = [
  "'",
  '"',
  '`',
  '$' + '{{ x }}',
  '<<',
  '>>',
  '\\',
  '#',
  '; rm -rf /',
  '$(x)',
  '\u2028',
  '*/',
  '//',
  '💥',
  'ä',
  '</script>',
];
const scrap = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('a', 'shop', '-', '.'),
);
const text = fc.array(scrap, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

/** Names that git takes for a branch, the odder the better. */
const anyBranch = fc
  .oneof(fc.constantFrom('main', 'master', 'production', 'trunk/1'), text)
  .map((name) => name.replace(/\s/g, '-'))
  .filter((name) => {
    try {
      return checkBranch(name) === name;
    } catch {
      return false;
    }
  });

/** Addresses of remotes: good ones in every form, and whatever somebody may have written. */
const anyRemote = fc.oneof(
  fc.constantFrom(
    'https://github.com/acme/shop',
    'https://x-access-token:SECRET@github.com/Acme/Shop.git',
    'git@github.com:acme/shop.git',
    'ssh://git@ssh.github.com:443/acme/shop.git',
    'https://gitlab.com/acme/shop.git',
    '/srv/git/shop.git',
  ),
  text,
  text.map((path) => `https://user:SECRET@github.com/${path}`),
  text.map((path) => `git@github.com:${path}.git`),
);

const domain = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.'));
const local = fc.integer({ min: 1, max: 65_535 }).map((port) => `http://preview.localhost:${port}`);

/** Answers that are right, in every combination. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .record({
    project: fc.constantFrom('shop', 'a', 'abcdefghij', 'a-1'),
    account: fc.constant('111122223333'),
    region: fc.constantFrom('eu-central-1', 'us-gov-west-1', 'cn-north-1'),
    previewDomain: fc.oneof(
      domain,
      local,
      domain.map((name) => `http://${name}:8080`),
    ),
    ci: fc.constantFrom('circleci', 'github-actions', 'both', 'none'),
    artifact: fc.constantFrom('source', 'image'),
    ids: fc.boolean(),
  })
  .map(({ ids, ...answers }) => ({ ...answers, ...(ids && circleciIds) }));

export const anyRepository = fc.record({
  files: fc.constantFrom(...Object.values(repositories)),
  remoteUrl: fc.option(anyRemote, { nil: undefined }),
  remoteName: fc.oneof(fc.constantFrom('origin', 'upstream'), text),
  defaultBranch: anyBranch,
  name: text,
});
