import { ownershipTags } from '../../lib/naming/ownership-tags';
import { ownerOf, previewOf } from '../../lib/previews/preview';
import { FakeStacks } from '../fakes/fake-stacks';

const owner = { project: 'shop', repository: 'github:acme/shop' };
const target = { kind: 'preview', branch: 'fix#123' } as const;
const tags = ownershipTags({ ...owner, target });
const stacks = new FakeStacks();
const named = (name: string, facts = {}) => stacks.add({ name, tags, ...facts });

describe('a preview', () => {
  test('is a stack of this project and repository, by its name and its tags', () => {
    expect(previewOf(named('shop-preview-x'), owner)).toMatchObject({
      branch: 'fix#123',
      targetId: 'x',
      branchCut: false,
      record: 'none',
    });
  });

  test('T6 is never an inner stack of Beanstalk, though it carries our tags', () => {
    expect(previewOf(named('awseb-e-abcdefghij-stack'), owner)).toBeUndefined();
    expect(previewOf(named('awseb-shop-preview-x'), owner)).toBeUndefined();
  });

  test.each([
    ['an inner stack of Beanstalk', named('awseb-e-x-stack')],
    ['a nested stack', named('shop-preview-x-Nested', { parentId: 'arn:aws:cloudformation:::stack/y' })],
    ['a stack with our tags and another name', named('somebodys-stack')],
    ['a stack of a longer project', named('shopping-preview-x')],
    ['a stack without tags', named('shop-preview-x', { tags: {} })],
    ['a stage', named('shop-preview-x', { tags: ownershipTags({ ...owner, target: { kind: 'staging' } }) })],
    [
      'a stack of another repository',
      named('shop-preview-x', { tags: ownershipTags({ ...owner, repository: 'github:acme/other', target }) }),
    ],
    [
      'a stack of another project',
      named('shop-preview-x', { tags: ownershipTags({ ...owner, project: 'cafe', target }) }),
    ],
  ])('is not %s', (_what, stack) => {
    expect(previewOf(stack, owner)).toBeUndefined();
  });

  test('of a former name of the repository is ours when settings say so, and only then', () => {
    const former = { ...owner, repository: 'github:acme/former' };
    const stack = named('shop-preview-x', { tags: ownershipTags({ ...former, target }) });
    const settings = { project: 'shop', formerly: ['Acme/Former'] };
    expect(previewOf(stack, ownerOf(settings, { identity: owner.repository }))).toMatchObject({ branch: 'fix#123' });
    expect(previewOf(stack, ownerOf({ project: 'shop' }, { identity: owner.repository }))).toBeUndefined();
    expect(previewOf(stack, ownerOf({ ...settings, project: 'cafe' }, { identity: owner.repository }))).toBeUndefined();
  });
});
