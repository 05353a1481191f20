import type { History, ListedDeploy } from '../../../deploy/history/history';
import { shortHash } from '../../../text/short-hash';
import type { PreviewDetail } from '../../../web/api';

type Row = PreviewDetail['deploys'][number];

/** The deploys as the page lists them. Pure. */
export function deployRows(history: History): readonly Row[] {
  if (history.kind === 'nothing-there') return [];
  const { deploys } = history;
  const running = deploys.find(({ runs }) => runs);
  return deploys.map((deploy) => {
    const { at, commit, subject, by, runs } = deploy;
    const isOther = running === undefined || bundlesOf(running) !== bundlesOf(deploy);
    const version = isOther ? versionOf(deploy, deploys) : undefined;
    return {
      ...{ at, commit, ended: endedText(deploy), running: runs },
      ...(subject !== undefined && { subject }),
      ...(by !== undefined && { by }),
      ...(version !== undefined && { version }),
    };
  });
}

function endedText({ ended, back, code, because }: ListedDeploy): string {
  if (ended === 'healthy') return back === undefined ? ended : `rolled back from ${shortHash(back.from)}`;
  const why = code === undefined || code === ended ? '' : ` (${code})`;
  return `${ended}${why}: ${because ?? 'not known'}`;
}

/**
 * What names this version to `rollback`, whatever was deployed since: its number would name another one after the next deploy. None where its
 * bundles are gone, or nothing names it alone.
 */
function versionOf(deploy: ListedDeploy, all: readonly ListedDeploy[]): string | undefined {
  if (deploy.ended !== 'healthy' || deploy.gone.length > 0) return undefined;
  const healthy = all.filter(({ ended }) => ended === 'healthy');
  const names = namesOf(deploy);
  return names.find((name) =>
    healthy.every((one) => !namesOf(one).includes(name) || bundlesOf(one) === bundlesOf(deploy)),
  );
}

/** The commit of a version that went back in part is that of the services that stayed. */
function namesOf({ commit, bundles, back }: ListedDeploy): readonly string[] {
  return [...(back?.services === undefined ? [commit] : []), ...Object.values(bundles)];
}

function bundlesOf({ bundles }: ListedDeploy): string {
  return JSON.stringify(Object.entries(bundles).sort(([one], [other]) => (one < other ? -1 : 1)));
}
