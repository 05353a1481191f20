import { deployRows } from '../../../../lib/cli/steer/page/deploy-rows';
import type { ListedDeploy } from '../../../../lib/deploy/history/history';
import { shortHash } from '../../../../lib/text/short-hash';

const [first, second] = ['1'.repeat(40), '2'.repeat(40)];
const [old, now, mixed] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const deploy = (commit: string, web: string | undefined, more: Partial<ListedDeploy> = {}): ListedDeploy => ({
  ...{ at: '2026-11-20T12:00:00.000Z', commit, bundles: { web: web ?? '' } },
  ...{ ended: 'healthy', runs: false, gone: [], ...more },
});
const rows = (...deploys: readonly ListedDeploy[]) =>
  deployRows({ kind: 'listed', stackName: 's', status: 'UPDATE_COMPLETE', deploys });

test('a stack that is not there has no deploys', () => {
  expect(deployRows({ kind: 'nothing-there', stackName: 's' })).toEqual([]);
});

test('an older version is named by its commit, and what runs by nothing', () => {
  const [running, older] = rows(deploy(second, now, { runs: true, subject: 'S', by: 'mona' }), deploy(first, old));
  expect(running).toEqual({
    ...{ at: '2026-11-20T12:00:00.000Z', commit: second, subject: 'S', by: 'mona', ended: 'healthy', running: true },
  });
  expect(older).toMatchObject({ commit: first, version: first, running: false });
});

test('where one commit was deployed with several bundles, the bundle names the version', () => {
  const [, one, other] = rows(deploy(second, now, { runs: true }), deploy(first, mixed), deploy(first, old));
  expect([one?.version, other?.version]).toEqual([mixed, old]);
});

test.each([
  ['whose bundle is gone', { gone: ['web'] }],
  ['that failed', { ended: 'failed', code: 'unhealthy', because: 'Red' }],
  ['whose bundles run now', { bundles: { web: now ?? '' } }],
] as const)('nothing goes back to a deploy %s', (_, more) => {
  const [, other] = rows(deploy(second, now, { runs: true }), deploy(first, old, more));
  expect(other).not.toHaveProperty('version');
});

test.each([
  [{ ended: 'failed', code: 'unhealthy', because: 'it is Red' }, 'failed (unhealthy): it is Red'],
  [{ ended: 'interrupted', code: 'interrupted', because: 'Ctrl-C' }, 'interrupted: Ctrl-C'],
  [{ back: { from: second, to: first } }, `rolled back from ${shortHash(second)}`],
] as const)('a deploy with %j ended so', (more, ended) => {
  expect(rows(deploy(first, old, more))[0]?.ended).toBe(ended);
});
