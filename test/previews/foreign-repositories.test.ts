import { ownershipTags } from '../../lib/naming/ownership-tags';
import type { Target } from '../../lib/naming/target';
import { foreignRepositories, foreignText, formerlyHint } from '../../lib/previews/foreign-repositories';
import { FakeStacks } from '../fakes/fake-stacks';

const owner = { project: 'shop', repository: 'github:acme/store', formerly: ['github:acme/first'] };
const stacks = new FakeStacks();
const add = (name: string, target: Target, repository: string, more = {}) =>
  stacks.add({ name, tags: ownershipTags({ project: 'shop', repository, target }), ...more });
const preview = (branch: string): Target => ({ kind: 'preview', branch });

test('stacks of this project under another repository are found by repository, those of a former one and of others are not', () => {
  const all = [
    add('shop-preview-b', preview('b'), 'github:acme/shop'),
    add('shop-preview-a', preview('a'), 'github:acme/shop'),
    add('shop-staging', { kind: 'staging' }, 'github:acme/shop'),
    add('shop-production', { kind: 'production' }, 'git:git.acme.dev/shop'),
    add('shop-preview-ours', preview('ours'), 'github:acme/store'),
    add('shop-preview-first', preview('first'), 'github:acme/first'),
    add('awseb-e-1-stack', preview('a'), 'github:acme/inner'),
    add('shop-preview-nested', preview('a'), 'github:acme/nested', { parentId: 'arn:aws:cloudformation:::stack/y' }),
    add('shop-old', { kind: 'staging' }, 'github:acme/odd'),
    stacks.add({ name: 'shop-preview-untagged' }),
    stacks.add({
      name: 'shop-preview-cafe',
      tags: ownershipTags({ project: 'cafe', repository: 'github:acme/cafe', target: preview('c') }),
    }),
  ];
  const found = foreignRepositories(all, owner);
  expect(found).toEqual([
    { repository: 'git:git.acme.dev/shop', previews: [], stages: ['production'] },
    { repository: 'github:acme/shop', previews: ['shop-preview-a', 'shop-preview-b'], stages: ['staging'] },
  ]);
  expect(found.map(foreignText)).toEqual([
    'production of git:git.acme.dev/shop is left alone',
    '2 previews and staging of github:acme/shop are left alone: shop-preview-a, shop-preview-b',
  ]);
  expect(found.map(({ repository }) => formerlyHint(repository))).toEqual([
    "If this repository was renamed, set formerly: ['git:git.acme.dev/shop'] in the settings file; docs/renaming.md says what else is to do.",
    "If this repository was renamed, set formerly: ['acme/shop'] in the settings file; docs/renaming.md says what else is to do.",
  ]);
});

test('of many previews five are named', () => {
  const previews = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  expect(foreignText({ repository: 'github:acme/shop', previews, stages: [] })).toBe(
    '7 previews of github:acme/shop are left alone: a, b, c, d, e and 2 more',
  );
  expect(foreignText({ repository: 'github:acme/shop', previews: ['a'], stages: [] })).toBe(
    '1 preview of github:acme/shop is left alone: a',
  );
});
