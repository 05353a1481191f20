import { type ControlPolicy, decide } from '../control/authority';
import type { ControlVerb } from '../control/command';
import type { Acts } from './acts';
import type { PageState } from './api';
import type { WorldState } from './events/watch';
import type { Viewer } from './guard/guard';
import { pageVerbs } from './read-act';

/** What a viewer may ask for, and why not more. */
export type MayAsk = Pick<PageState, 'verbs' | 'readOnly'>;

/** @param readOnly why no one may ask for anything. @default one may, by their permission */
export function mayAsk({ login, permission }: Viewer, policy: ControlPolicy, readOnly?: string): MayAsk {
  if (readOnly !== undefined) return { verbs: [], readOnly };
  const verdicts = pageVerbs.map((verb) => {
    const command = verb === 'keep' ? { verb, longer: false as const } : { verb };
    const asked = { command, branch: 'any', isStage: false, login, isPerson: true, permission };
    return { verb, verdict: decide(asked, policy) };
  });
  const verbs: ControlVerb[] = verdicts.filter(({ verdict }) => verdict.allowed).map(({ verb }) => verb);
  const refusal = verdicts.map(({ verdict }) => verdict).find((verdict) => !verdict.allowed);
  return { verbs, ...(verbs.length === 0 && refusal && { readOnly: refusal.because }) };
}

/** The state for one viewer, with what goes on here. */
export function pageState(state: WorldState, viewer: Viewer, may: MayAsk, acts: Acts): PageState {
  const previews = state.previews.map((row) => {
    const act = acts.of(row.branch);
    return { ...row, ...(act && { act }) };
  });
  return { ...state, previews, ...(viewer.isSignedIn && { viewer: { login: viewer.login } }), ...may };
}
