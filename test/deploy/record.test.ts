import { newRecord, withDeploy } from '../../lib/deploy/records';

const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-x/0000-1';
const record = {
  format: 1 as const,
  stackId,
  commit: 'c',
  deploys: [],
  seed: { state: 'none' as const, database: '' },
  platforms: {},
  asleep: false,
};

describe('the record', () => {
  test('holds of the platforms what its shape names, whatever else the caller knows', () => {
    const wider = { platforms: { web: 'arn' }, platformNames: { web: 'nodejs-22' }, secret: 'x' };
    const target = { kind: 'preview', branch: 'x' } as const;
    const fresh = newRecord(stackId, { target, values: { database: 'none' } as never }, 'c', wider);
    const deployed = withDeploy(record, { at: '2026-11-20T12:00:00.000Z', commit: 'd', bundles: {} }, wider);
    for (const one of [fresh, deployed]) {
      expect(one).toMatchObject({ platforms: wider.platforms, platformNames: wider.platformNames });
      expect(one).not.toHaveProperty('secret');
    }
  });
});
