import { branchHash } from '../../../lib/naming/hash8';
import type { PreviewRecord } from '../../../lib/ports/record';
import type { Preview } from '../../../lib/previews/preview';
import type { SleepCircumstances, SleepFacts } from '../../../lib/sleep/plan/sleep-plan';

export const web = { web: { min: 1, max: 1 } };
const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/1';

/** A record of a preview that was deployed on Monday, 23 November 2026, at noon. */
function recordWith(change: Partial<PreviewRecord> = {}): PreviewRecord {
  return {
    ...{ format: 1, stackId, branch: 'login', commit: '1'.repeat(40), platforms: {}, asleep: false },
    deploys: [{ at: '2026-11-23T12:00:00.000Z', commit: '1'.repeat(40), bundles: {} }],
    seed: { state: 'none', database: '' },
    ...change,
  };
}

export function previewWith(record: Preview['record'], status = 'UPDATE_COMPLETE'): Preview {
  const createdAt = new Date('2026-11-02T12:00:00Z');
  return {
    stack: {
      ...{ id: stackId, name: 'shop-preview-login', status, tags: {}, outputs: {}, createdAt },
      // Each night's sleep changes the stack: its time says nothing of its use.
      updatedAt: new Date('2026-11-24T11:59:00Z'),
      terminationProtection: false,
    },
    ...{ targetId: 'login', branch: 'login', branchHash: branchHash('login'), branchCut: false, record },
  };
}

export const nights = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' };

export function factsWith(record: Partial<PreviewRecord>, more: Partial<SleepFacts> = {}): SleepFacts {
  return { preview: previewWith(recordWith(record)), settings: { nights }, isSingle: false, ...more };
}

export function circumstancesAt(now: string): SleepCircumstances {
  return { now: new Date(now), graceMinutes: 60, wakeMs: 8 * 60_000 };
}
