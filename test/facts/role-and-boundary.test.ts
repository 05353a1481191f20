import type { ApplicationFacts } from '../../lib/facts/facts';
import { roleAndBoundary } from '../../lib/facts/role-and-boundary';

const previews = { cloudFormationRoleArn: 'role-of-previews', permissionsBoundaryArn: 'narrow', reach: [] };
const facts: ApplicationFacts = {
  stage: 'staging',
  account: '111122223333',
  region: 'eu-central-1',
  applicationName: 'shop-staging',
  bundleBucket: 'bundles',
  permissionsBoundaryArn: 'wide',
  beanstalkServiceRoleArn: 'beanstalk',
  cloudFormationRoleArn: 'role-of-staging',
  network: { vpcId: 'vpc-1', publicSubnetIds: [], privateSubnetIds: [] },
};

describe('the guard of a target', () => {
  test('of previews is not that of their stage', () => {
    expect(roleAndBoundary({ ...facts, previews }, 'preview')).toBe(previews);
    expect(roleAndBoundary({ ...facts, previews }, 'staging')).toMatchObject({
      cloudFormationRoleArn: 'role-of-staging',
      permissionsBoundaryArn: 'wide',
    });
  });

  test('refuses a preview where the stage has none', () => {
    expect(() => roleAndBoundary(facts, 'preview')).toThrow(
      expect.objectContaining({ code: 'application-without-previews' }),
    );
  });
});
