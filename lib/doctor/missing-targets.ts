import { namesOf } from '../naming/resource-names';
import { previewPrefix } from '../previews/preview';
import { type Demand, demandOf } from './demand';
import type { Snapshot } from './snapshot';

/** Targets that settings allow and that do not stand yet. */
export interface MissingTargets {
  /** For people: `17 more previews and staging`; empty when all stand. */
  readonly what: string;
  /** What all of them take together. */
  needOf(quota: keyof Demand): number;
  /** What the smallest of them takes that takes any. */
  leastOf(quota: keyof Demand): number;
}

/** Counts by the names of stacks: what stands there takes its share of a quota, whoever made it. */
export async function missingTargets({ request, members, ...snapshot }: Snapshot): Promise<MissingTargets> {
  const { project, target } = request.settings;
  const stacks = (await snapshot.stacks()).filter(
    ({ name, parentId, status }) =>
      parentId === undefined && !name.startsWith('awseb-') && status !== 'DELETE_IN_PROGRESS',
  );
  const groups = members.map(({ label, values }) => {
    const demand = demandOf(values);
    if (label === 'previews') {
      const count = stacks.filter(({ name }) => name.startsWith(previewPrefix(project))).length;
      const missing = Math.max(0, values.maxPreviews - count);
      const more = `${missing}${count > 0 ? ' more' : ''} preview${missing === 1 ? '' : 's'}`;
      return { demand, missing, what: more };
    }
    const stands = stacks.some(({ name }) => name === namesOf(project, target).stackName);
    return { demand, missing: stands ? 0 : 1, what: label };
  });
  const coming = groups.filter(({ missing }) => missing > 0);
  return {
    what: coming
      .map(({ what }) => what)
      .reverse()
      .join(' and '),
    needOf: (quota) => coming.reduce((sum, { demand, missing }) => sum + missing * demand[quota], 0),
    leastOf: (quota) => Math.min(...coming.map(({ demand }) => demand[quota]).filter((one) => one > 0)),
  };
}
