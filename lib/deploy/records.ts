import type { DeployData, FailedDeploy, KeptDeploy, PreviewRecord } from '../ports/record';
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
  deploy: KeptDeploy,
  { platforms, platformNames }: Platforms,
): PreviewRecord {
  return { ...withNewest(record, deploy), platforms, platformNames };
}

/** The same where platforms stay as they are: a rollback. What was begun is done with either, and what became healthy is awake. */
export function withNewest(former: PreviewRecord, deploy: KeptDeploy): PreviewRecord {
  const { goingBack: _, sleep, ...record } = former;
  return {
    ...{ ...record, commit: deploy.commit, deploys: [deploy, ...record.deploys].slice(0, deploysKept), asleep: false },
    // That it slept says that CloudFormation's last change may be of that.
    ...(sleep !== undefined && { usedAt: deploy.at }),
  };
}

/** The record with one more deploy that did not become healthy. */
export function withFailure(record: PreviewRecord, failure: FailedDeploy): PreviewRecord {
  return { ...record, failed: [failure, ...(record.failed ?? [])].slice(0, deploysKept) };
}

/** The record in which its newest deploy says what became of the data. */
export function withData(record: PreviewRecord, data: DeployData): PreviewRecord {
  const [newest, ...others] = record.deploys;
  return newest === undefined ? record : { ...record, deploys: [{ ...newest, data }, ...others] };
}
