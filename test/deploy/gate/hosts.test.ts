import { ownershipTags } from '../../../lib/naming/ownership-tags';
import type { Target } from '../../../lib/naming/target';
import { DeployWorld, failure, names, url } from '../deploy-world';

const staging: Target = { kind: 'staging' };

/** A stack of another project in the same account. */
function addBlog(world: DeployWorld, outputs: Record<string, string>, target: Target = staging, status?: string) {
  return world.stacks.add({
    name: `blog-${target.kind}`,
    tags: ownershipTags({ project: 'blog', repository: 'github:acme/blog', target }),
    outputs,
    ...(status && { status }),
  } as never);
}

describe('a host that another stack holds', () => {
  test('is refused before anything is made, with the name of its owner', async () => {
    const world = new DeployWorld();
    addBlog(world, { Url: 'https://staging.acme.dev' });
    const error = await failure(world.deploy(staging));
    expect(error).toMatchObject({
      code: 'host-taken',
      exitCode: 1,
      message: 'The host staging.acme.dev belongs to the stack blog-staging: staging of blog (github:acme/blog)',
      hint: 'Set another host for staging in the settings.',
    });
    expect([world.packer.packed, world.stacks.changes]).toEqual([[], []]);
  });

  test('is one whatever the scheme, the port and the service', async () => {
    const world = new DeployWorld();
    const owner = { kind: 'preview', branch: 'login-page' } as const;
    addBlog(world, { Url: 'https://other.acme.dev', UrlApi: `${url.replace('https', 'http')}:8080` }, owner);
    const error = await failure(world.deploy());
    expect(error.message).toContain('belongs to the stack blog-preview: login-page of blog');
    expect(error.hint).toBe('Set another previewDomain for preview in the settings.');
  });

  test('of a stack that is being deleted is free in a while', async () => {
    const world = new DeployWorld();
    addBlog(world, { Url: url }, staging, 'DELETE_IN_PROGRESS');
    expect((await failure(world.deploy())).hint).toContain('wait for its end');
  });

  test('is looked for again when settings name another host', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'CREATE_COMPLETE', outputs: { Url: 'https://former.acme.dev' } } as never, staging);
    addBlog(world, { Url: 'https://staging.acme.dev' });
    expect(await failure(world.deploy(staging))).toMatchObject({ code: 'host-taken' });
  });
});

test.each([
  ['other hosts', { Url: 'https://blog.acme.dev' }],
  ['an output of another name, which may be a URL that it only asks', { BackendUrl: url }],
  ['no URL', { Url: 'not a URL', UrlApi: '' }],
])('a stack with %s holds no host', async (_, outputs) => {
  const world = new DeployWorld();
  addBlog(world, outputs);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
});

test('the stack of the target itself, and one without our tags, hold nothing', async () => {
  const world = new DeployWorld();
  world.stacks.add({ name: 'shop-of-theirs', tags: {}, outputs: { Url: url } });
  world.addStack({ name: names.stackName, status: 'CREATE_COMPLETE', outputs: { Url: `${url}:8443` } } as never);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
});

test('a stage whose host is as it was asks for no list', async () => {
  const world = new DeployWorld();
  world.addStack({ status: 'CREATE_COMPLETE', outputs: { Url: 'https://staging.acme.dev' } } as never, staging);
  await world.deploy(staging);
  expect(world.steps()).not.toContain('limit');
});
