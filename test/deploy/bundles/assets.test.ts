import { PreviewError } from '../../../lib/errors';
import type { TemplateAsset } from '../../../lib/ports/synthesizer';
import { DeployWorld, failure, names } from '../deploy-world';

const assetOf = (hash: string, more: Partial<TemplateAsset> = {}): TemplateAsset => ({
  ...{ name: 'shop/Mailer/Code', bucket: 'bundles-staging', key: `${names.targetId}/bundles/assets/${hash}.zip` },
  ...{ hash, path: `/out/${hash}`, bytes: 10, files: [{ name: 'index.js', mode: 0o100644 }] },
  ...more,
});

function worldWith(...assets: readonly TemplateAsset[]): DeployWorld {
  const world = new DeployWorld();
  world.synthesizer.assets = assets;
  return world;
}

const uploads = (world: DeployWorld) => world.bundles.calls.filter((call) => call.includes('/assets/'));
const facts = (world: DeployWorld) =>
  world.events.flatMap((event): (string | number)[] =>
    event.kind === 'asset-ready' ? [event.how] : event.kind === 'asset-packed' ? [event.bytes] : [],
  );

test('a file that the template names is uploaded before the stack is changed, and once', async () => {
  const world = worldWith(assetOf('a'), assetOf('b'));
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(uploads(world)).toHaveLength(2);
  const kinds = world.kinds();
  expect(kinds.lastIndexOf('asset-ready')).toBeLessThan(kinds.indexOf('stack-operation-started'));
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(uploads(world)).toHaveLength(2);
  expect(facts(world)).toEqual([10, 'uploaded', 10, 'uploaded', 'kept', 'kept']);
});

test('two deploys at once upload it once, and both go on', async () => {
  const world = worldWith(assetOf('a'));
  world.bundles.hasAsset = async () => false;
  await world.deploy();
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(facts(world)).toEqual([10, 'uploaded', 10, 'kept']);
});

test('an upload that fails in the middle leaves the stack as it was; the next deploy sends what is missing', async () => {
  const world = worldWith(assetOf('a'), assetOf('b'));
  const lost = new PreviewError('aws-unavailable', 'S3 does not answer', { fault: 'world' });
  world.bundles.faults.fail('putAsset', lost, { skip: 1 });
  expect(await failure(world.deploy())).toMatchObject({ code: 'aws-unavailable', exitCode: 1 });
  expect(world.stacks.calls.filter((call) => !call.startsWith('find'))).toEqual([]);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(uploads(world)).toEqual(['a', 'b'].map((hash) => `put ${assetOf(hash).key}`));
});

test('a deploy whose extension is tried first uploads nothing until its bundles are there', async () => {
  const world = worldWith(assetOf('a'));
  const request = world.request();
  const lost = new PreviewError('bundle-missing', 'no bundle', { fault: 'user' });
  world.packer.faults.fail('pack', lost);
  const settings = { ...request.settings, extend: './infra/preview.ts' };
  expect(await failure(world.deploy(undefined, { settings }))).toMatchObject({ code: 'bundle-missing' });
  expect(world.synthesizer.environments).toHaveLength(1);
  expect(uploads(world)).toEqual([]);
});

test('a folder that is too large for Lambda is said, and uploaded all the same', async () => {
  const world = worldWith(assetOf('a', { bytes: 262_144_001 }), assetOf('b', { bytes: 262_144_000 }));
  await world.deploy();
  const warnings = world.events.flatMap((event) => (event.kind === 'warned' ? [event.message] : []));
  expect(warnings).toEqual([expect.stringContaining('shop/Mailer/Code has 251 MB unzipped')]);
  expect(uploads(world)).toHaveLength(2);
});
