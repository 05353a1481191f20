import { StackStatus } from '@aws-sdk/client-cloudformation';
import { deployApplication } from '../../lib/application/deploy-application';
import { refusedOperation } from '../../lib/aws/cloudformation/stack-errors';
import { destroy } from '../../lib/cleanup/destroy';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import type { Target } from '../../lib/naming/target';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { applicationOutputsOf } from '../fakes/fake-account-world';
import { DeployWorld, failure, preview } from './deploy-world';

const stages = [{ kind: 'staging' }, { kind: 'production' }] as const;
const statuses = [...Object.values(StackStatus), 'SOMETHING_NEW'];
const errors: { of: string; code: string; message: string; hint: string | undefined }[] = [];
const proposesDeletion = /\b(delete|destroy)\b/i;

/** Keeps what a command says that fails; one that does its work says nothing. */
async function keep(of: string, work: Promise<unknown>): Promise<void> {
  const error = await work.then(() => undefined).catch((thrown) => thrown);
  if (error) errors.push({ of, code: error.code, message: error.message, hint: error.hint });
}

/** Whether nothing of these stacks can be deleted: what is in the way of a deletion is said too. */
const blocked = (world: DeployWorld, name: string) => world.stacks.failOperation(name, { operation: 'delete' });

beforeAll(async () => {
  for (const target of stages) {
    for (const status of statuses) {
      const world = new DeployWorld();
      blocked(world, world.addStack({ status }, target).name);
      await keep(`deploy ${target.kind} ${status}`, world.deploy(target));

      const error = Object.assign(new Error(`Stack:x is in ${status} state and can not be updated.`), {
        name: 'ValidationError',
      });
      await keep(`aws ${status}`, Promise.reject(refusedOperation(error, `shop-${target.kind}`, 'changed')));

      const cleaned = new CleanupWorld();
      const tags = ownershipTags({ project: 'shop', repository: 'github:acme/shop', target });
      cleaned.stacks.add({ name: `shop-${target.kind}`, tags, status, terminationProtection: true });
      await keep(`destroy ${target.kind} ${status}`, destroyed(cleaned, target));

      await keep(`application of ${target.kind} ${status}`, applied(target, { status }));
    }
    for (const operation of ['create', 'update'] as const) {
      const world = new DeployWorld();
      if (operation === 'update') await world.deploy(target);
      world.packer.contents = 'version 2';
      world.stacks.failOperation(`shop-${target.kind}`, { operation });
      await keep(`${operation} ${target.kind}`, world.deploy(target));
    }
    for (const repository of ['github:acme/shop', 'github:other/shop', undefined]) {
      const tags = repository ? ownershipTags({ project: 'other', repository, target }) : {};
      const world = new DeployWorld();
      world.addStack({ name: `shop-${target.kind}`, tags }, target);
      await keep(`deploy foreign ${target.kind}`, world.deploy(target));

      const cleaned = new CleanupWorld();
      cleaned.stacks.add({ name: `shop-${target.kind}`, tags });
      await keep(`destroy foreign ${target.kind}`, destroyed(cleaned, target));
      await keep(`foreign application of ${target.kind}`, applied(target, { tags }));
    }
  }
});

function destroyed(world: CleanupWorld, target: Target) {
  return destroy(world as never, { settings: world.settings(target), confirmed: true, signal: world.abort.signal });
}

function applied(target: Target, facts: { status?: string; tags?: Record<string, string> }) {
  const world = new DeployWorld();
  world.account.zones.set('acme.dev', 'Z1').set('acme.com', 'Z2');
  const name = `shop-application-${target.kind}`;
  const tags = { 'preview-stacks:project': 'shop', 'preview-stacks:repository': 'github:acme/shop' };
  world.stacks.outputsOf = () => applicationOutputsOf(target.kind === 'production' ? 'production' : 'staging');
  world.stacks.vanish(name);
  blocked(world, world.stacks.add({ name, tags, ...facts }).name);
  const { settings } = world.request(target);
  return deployApplication(world as never, { settings, repository: 'github:acme/shop', signal: world.abort.signal });
}

test('no error over a stack of staging or production proposes to delete it', () => {
  expect(new Set(errors.map(({ code }) => code))).toEqual(
    new Set([
      'stack-busy',
      'stack-stuck',
      'stack-not-removed',
      'stack-not-changeable',
      'stack-protected',
      'stack-failed',
      'stack-not-ours',
    ]),
  );
  expect(errors.filter(({ hint = '' }) => proposesDeletion.test(hint))).toEqual([]);
  expect(
    errors.filter(({ message }) =>
      /(?:has|have|is|are) to be deleted|\b(?:delete|destroy) (?:it|that)\b/i.test(message),
    ),
  ).toEqual([]);
});

test('over a preview it may: what is in it can be made again', async () => {
  const world = new DeployWorld();
  world.addStack({ status: 'UPDATE_ROLLBACK_FAILED' });
  expect((await failure(world.deploy(preview))).hint).toContain('preview-stacks destroy');
});

test('over a stack of another repository it names both ways out: the former name, or another project', () => {
  const hints = errors.filter(
    ({ code, message }) => code === 'stack-not-ours' && message.includes('github:other/shop'),
  );
  expect(new Set(hints.map(({ hint }) => hint))).toEqual(
    new Set([
      "If this repository was renamed, set formerly: ['other/shop'] in the settings file; docs/renaming.md says what else is to do. Else choose another project name.",
    ]),
  );
  expect(hints).toHaveLength(6);
});
