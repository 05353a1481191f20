import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCiVariables } from '../../../lib/machine/ci/ci-variables';
import { tempFolders } from '../temp-folder';

const sha = 'a'.repeat(40);
const folder = tempFolders();

test('outside of CI there is nothing to read, whatever the variables are called', () => {
  expect(readCiVariables({ CIRCLE_BRANCH: 'x', GITHUB_REF: 'refs/heads/x' })).toBeUndefined();
});

describe('CircleCI', () => {
  const base = { CIRCLECI: 'true', CIRCLE_SHA1: sha };

  test('a push names its branch raw and its commit', () => {
    expect(readCiVariables({ ...base, CIRCLE_BRANCH: 'feature/日本語' })).toMatchObject({
      branch: 'feature/日本語',
      commit: sha,
      checkedOut: sha,
    });
  });

  test('a build of a tag is foreign and has no branch', () => {
    const facts = readCiVariables({ ...base, CIRCLE_TAG: 'v1.2', CIRCLE_BRANCH: '' });
    expect(facts?.foreign).toBe('this is a build of the tag v1.2');
    expect(facts?.branch).toBeUndefined();
  });

  test.each([
    ['the name of the repository of the fork', { CIRCLE_BRANCH: 'pull/12', CIRCLE_PR_REPONAME: 'shop' }],
    ['the user of the fork', { CIRCLE_BRANCH: 'pull/12', CIRCLE_PR_USERNAME: 'someone' }],
    ['nothing but the name of the branch', { CIRCLE_BRANCH: 'pull/12' }],
  ])('a build of a fork is foreign, known by %s', (_, variables) => {
    const facts = readCiVariables({ ...base, ...variables });
    expect(facts?.foreign).toContain('fork');
    expect(facts?.branch).toBeUndefined();
  });

  test('a branch below pull/ that is no number is a branch', () => {
    expect(readCiVariables({ ...base, CIRCLE_BRANCH: 'pull/down-menu' })?.branch).toBe('pull/down-menu');
  });
});

describe('the run itself', () => {
  test.each([
    [
      'CircleCI',
      { CIRCLECI: 'true', CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/shop/7', CIRCLE_USERNAME: 'ada' },
      { url: 'https://circleci.com/gh/acme/shop/7', actor: 'ada' },
    ],
    [
      'GitHub Actions',
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_RUN_ID: '42',
        GITHUB_ACTOR: 'ada',
      },
      { url: 'https://github.com/acme/shop/actions/runs/42', actor: 'ada' },
    ],
    ['a CI that names neither', { CIRCLECI: 'true', CIRCLE_USERNAME: '' }, {}],
  ])('is named by %s with its page and who pushed', (_, variables, run) => {
    expect(readCiVariables(variables)?.run).toEqual(run);
  });
});

describe('GitHub Actions', () => {
  const base = { GITHUB_ACTIONS: 'true', GITHUB_SHA: sha, GITHUB_REPOSITORY: 'Acme/shop' };

  function eventFrom(repository: string | undefined): string {
    const file = join(folder(), 'event.json');
    const repo = repository === undefined ? null : { full_name: repository };
    writeFileSync(file, JSON.stringify({ pull_request: { head: { ref: 'fix#1', sha: 'b'.repeat(40), repo } } }));
    return file;
  }

  test('a push names its branch and commit', () => {
    expect(readCiVariables({ ...base, GITHUB_REF: 'refs/heads/feature/a' })).toMatchObject({
      branch: 'feature/a',
      commit: sha,
      checkedOut: sha,
    });
  });

  test('a tag is foreign', () => {
    expect(readCiVariables({ ...base, GITHUB_REF: 'refs/tags/v1' })?.foreign).toBe('this is a build of the tag v1');
  });

  test('a pull request of the same repository is its head, not the merge that is checked out', () => {
    const facts = readCiVariables({
      ...base,
      GITHUB_REF: 'refs/pull/3/merge',
      GITHUB_HEAD_REF: 'fix#1',
      GITHUB_EVENT_PATH: eventFrom('acme/shop'),
    });
    expect(facts).toMatchObject({ branch: 'fix#1', commit: 'b'.repeat(40), checkedOut: sha });
  });

  test.each([
    ['of a fork', () => eventFrom('someone/shop')],
    ['of a fork that was deleted', () => eventFrom(undefined)],
    ['whose event cannot be read', () => '/nonexistent/event.json'],
  ])('a pull request %s is foreign', (_, file) => {
    const facts = readCiVariables({
      ...base,
      GITHUB_REF: 'refs/pull/3/merge',
      GITHUB_HEAD_REF: 'fix#1',
      GITHUB_EVENT_PATH: file(),
    });
    expect(facts?.foreign).toContain('pull request');
    expect(facts?.branch).toBeUndefined();
  });
});
