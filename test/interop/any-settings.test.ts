import { foundInAnyStacks } from '../constructs/any-stacks';

test.each([1, 2, 3])(
  "the CDK's own validator finds nothing wrong with what comes of 150 settings files without fault (seed %i)",
  (seed) => {
    expect(foundInAnyStacks(150, seed)).toEqual([]);
  },
);
