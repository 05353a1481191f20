import type { PreviewRecord } from '../ports/record';
import type { ResolvedSettings } from '../settings/resolve';
import type { Platforms } from './gather/pin-platforms';
import { snapshotOf } from './gather/pin-snapshot';

/** The record of a stack that CloudFormation has just begun to make: no deploy, no test data. */
export function newRecord(
  stackId: string,
  { target, values }: Pick<ResolvedSettings, 'target' | 'values'>,
  commit: string,
  { platforms, platformNames }: Platforms,
): PreviewRecord {
  const snapshot = snapshotOf(values);
  return {
    format: 1,
    stackId,
    ...(target.kind === 'preview' && { branch: target.branch }),
    commit,
    deploys: [],
    seed: { state: 'none', database: '' },
    // By name: a spread of a wider object would land in the stored record.
    platforms,
    platformNames,
    ...(snapshot && { snapshot }),
    asleep: false,
  };
}

const deploysKept = 20;

/** The record with one more deploy that became healthy. */
export function withDeploy(
  record: PreviewRecord,
  deploy: { readonly at: Date; readonly commit: string; readonly bundles: Readonly<Record<string, string>> },
  { platforms, platformNames }: Platforms,
): PreviewRecord {
  const entry = { at: deploy.at.toISOString(), commit: deploy.commit, bundles: deploy.bundles };
  const deploys = [entry, ...record.deploys].slice(0, deploysKept);
  return { ...record, commit: deploy.commit, deploys, platforms, platformNames };
}
