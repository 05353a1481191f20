import { branchesCheck } from '../../../lib/doctor/checks/branches';
import { checkoutCheck } from '../../../lib/doctor/checks/checkout';
import { settingsCheck } from '../../../lib/doctor/checks/settings';
import { PreviewError } from '../../../lib/errors';
import { DoctorWorld } from '../doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

test('settings: which file, which project, what stands where', async () => {
  expect(await world.said(settingsCheck)).toEqual([
    'ok: /app/preview-stacks.config.ts is valid: shop, staging at https://staging.acme.dev (web on nodejs-22), ' +
      'previews at https://*.preview.acme.dev (web on nodejs-22)',
  ]);
  expect((await world.said(settingsCheck, 'production'))[0]).toContain('production at https://acme.dev');
});

test('settings: neither a host nor previews is a warning', async () => {
  world.staging = {};
  world.preview = {};
  expect(await world.said(settingsCheck)).toEqual([
    'warning: /app/preview-stacks.config.ts is valid, but shop has neither a host for staging nor previews',
  ]);
});

test('git: branch and commit', async () => {
  expect(await world.said(checkoutCheck)).toEqual(['ok: login-page at 11111111']);
});

test('git: no branch, and a build of a fork, are warnings', async () => {
  world.checkout.currentBranch = undefined;
  expect(await world.look(checkoutCheck)).toEqual([
    expect.objectContaining({ state: 'warning', mend: expect.stringContaining('--branch') }),
  ]);
  world.checkout.foreignBecause = 'it is a build of a fork';
  expect(await world.said(checkoutCheck)).toEqual([
    'warning: at 11111111; this run deploys nothing: it is a build of a fork',
  ]);
});

test('branches: how many, and from where', async () => {
  expect(await world.said(branchesCheck)).toEqual(['ok: 3 branches can be read from github:acme/shop']);
});

test('branches: a stage whose branch is not there is a warning', async () => {
  world.repository.delete('main');
  world.repository.delete('production');
  expect(await world.said(branchesCheck)).toEqual([
    'ok: 1 branch can be read from github:acme/shop',
    'warning: a push to "main" deploys staging, and there is no such branch',
  ]);
});

test('branches: a remote that cannot be opened, or breaks off, is reported by its error', async () => {
  world.repository.faults.fail(
    'page',
    new PreviewError('remote-unreachable', 'git cannot reach it', { fault: 'world' }),
  );
  await expect(world.look(branchesCheck)).rejects.toMatchObject({ code: 'remote-unreachable' });
});
