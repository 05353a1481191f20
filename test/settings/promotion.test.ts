import { resolveSettings } from '../../lib/settings/resolve';
import { faultsOf, fullFaultsOf, smallest } from './files';

const withRepositories = (...imageRepositories: unknown[]) => ({
  ...smallest,
  github: 'acme/shop',
  staging: { ...smallest.staging, ci: { provider: 'github-actions', imageRepositories } },
});
const withPromotion = (layer: 'base' | 'production' | 'staging' | 'preview', promoteFrom: unknown) => ({
  ...smallest,
  [layer]: { ...smallest[layer], promoteFrom },
});

describe('repositories for images', () => {
  test.each(['ab', 'shop', 'shop/web', 'shop-2/web_api/v1.2', 'a--b/c__d', 'x'.repeat(256)])(
    'can be named %s',
    (name) => {
      expect(faultsOf(withRepositories(name))).toEqual([]);
    },
  );

  test.each([
    ...[
      'a',
      'Shop',
      'shop/',
      '/shop',
      'shop//web',
      '-shop',
      'shop_',
      'shop___web',
      'shop..web',
      'shop:latest',
      'shop/*',
    ],
    ...['111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:1', 'x'.repeat(257), '*'],
  ])('cannot be named %s', (name) => {
    expect(fullFaultsOf(withRepositories('shop/web', name))).toEqual([
      {
        path: 'staging.ci.imageRepositories[1]',
        message: expect.stringContaining('is not the name of an ECR repository'),
        hint: "Write the name alone, such as 'shop/web', without the registry and a tag.",
      },
    ]);
  });

  test('are none unless somebody names one', () => {
    const file = { ...smallest, github: 'acme/shop', staging: { ci: { provider: 'github-actions' as const } } };
    expect(resolveSettings(file, { kind: 'staging' }).values.ci?.imageRepositories).toEqual([]);
  });
});

describe('the bucket that production promotes from', () => {
  test('is one of S3', () => {
    expect(faultsOf(withPromotion('production', { bucket: 'shop-application-staging-bundles0a1b-2c3d' }))).toEqual([]);
    expect(faultsOf(withPromotion('production', { bucket: 's3://bundles' }))).toEqual([
      expect.stringContaining('production.promoteFrom.bucket: "s3://bundles" is not the name of an S3 bucket'),
    ]);
    expect(faultsOf(withPromotion('production', {}))).toEqual(['production.promoteFrom.bucket: it is missing']);
  });

  test.each(['base', 'staging', 'preview'] as const)('has no meaning in %s', (layer) => {
    expect(faultsOf(withPromotion(layer, { bucket: 'bundles' }))).toEqual([
      expect.stringContaining(`${layer}.promoteFrom: {"bucket":"bundles"} has no meaning here`),
    ]);
  });
});

describe('packed dependencies of a bundle that is promoted', () => {
  const withTypes = (staging: object, production: object, more: object = { promoteFrom: { bucket: 'bundles' } }) => ({
    ...smallest,
    staging: { ...smallest.staging, services: { web: staging } },
    production: { ...smallest.production, services: { web: production }, ...more },
  });
  const arm = { instanceType: 't4g.small' };
  const intel = { instanceType: 't3.small' };
  const dependencies = 'packed';

  test('are refused for another kind of processor', () => {
    expect(fullFaultsOf(withTypes({ ...intel, dependencies }, arm))).toEqual([
      {
        path: 'production.services.web.instanceType',
        message:
          '"t4g.small" has another kind of processor than staging\'s "t3.small", and the dependencies are packed for that one in the bundle that is promoted',
        hint: expect.stringContaining('Give both the same kind of processor'),
      },
    ]);
  });

  test('are for any type of the same kind, and of no matter where the instance installs or nothing is promoted', () => {
    expect(faultsOf(withTypes({ ...arm, dependencies }, { instanceType: 'm7g.large' }))).toEqual([]);
    expect(faultsOf(withTypes({ ...intel, dependencies: 'instance' }, arm))).toEqual([]);
    expect(faultsOf(withTypes({ ...intel, dependencies }, arm, {}))).toEqual([]);
  });
});

describe('the other stage', () => {
  const file = {
    project: 'shop',
    github: 'acme/shop',
    base: { region: 'eu-central-1' },
    production: {
      region: 'eu-west-1',
      account: '444455556666',
      ci: { provider: 'github-actions' as const },
      host: 'www.acme.dev',
    },
    staging: { account: '111122223333' },
  };

  test('of staging and of previews is production, of production staging', () => {
    const production = { account: '444455556666', region: 'eu-west-1', ci: true, host: 'www.acme.dev' };
    expect(resolveSettings(file, { kind: 'staging' }).otherStage).toEqual(production);
    expect(resolveSettings(file, { kind: 'preview', branch: 'x' }).otherStage).toEqual(production);
    expect(resolveSettings(file, { kind: 'production' }).otherStage).toEqual({
      account: '111122223333',
      region: 'eu-central-1',
      ci: false,
    });
  });

  test('is none when the file has no section for it', () => {
    const { production: _, ...without } = file;
    expect(resolveSettings(without, { kind: 'staging' })).not.toHaveProperty('otherStage');
  });
});
