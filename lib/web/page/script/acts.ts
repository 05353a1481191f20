import type { ActRequest, ActState, PageState } from '../../api';
import { ask, sentence } from './ask';
import { now } from './clock';
import { announce } from './dom';
import { change, known } from './store';

type Command = ActRequest['command'];

/** Asks for it. A refusal is shown as an act that ended at once. */
export async function act(branch: string, command: Command): Promise<void> {
  const answer = await ask<ActState>('/api/acts', { branch, command } satisfies ActRequest);
  const state = 'value' in answer ? answer.value : refused(branch, command, sentence(answer.refusal));
  change({ mine: new Set([...known().mine, state.id]) });
  actCame(state);
}

/** Takes what the server says of an act, and says its beginning and its end aloud. */
export function actCame(state: ActState): void {
  const before = known().acts.get(state.branch);
  if (before?.id === state.id && before.state !== 'running' && state.state === 'running') return;
  if (before?.id !== state.id || before.state !== state.state) announce(`${state.branch}: ${endWords(state)}`);
  change({ acts: new Map([...known().acts, [state.branch, state]]) });
}

/** With those of the rows: a page that was opened later, or was away, learns of them by these. */
export function actsOfRows({ previews }: PageState): ReadonlyMap<string, ActState> {
  const { acts: old, mine } = known();
  const rows = new Set(previews.map(({ branch }) => branch));
  // What no row has any more ended while the page was away; one's own ends stay until they are put away.
  const acts = new Map(
    [...old].filter(([branch, { id, state }]) => (state === 'running' ? !rows.has(branch) : mine.has(id))),
  );
  for (const { branch, act: state } of previews) {
    const before = acts.get(branch);
    if (state && (before === undefined || before.at <= state.at)) acts.set(branch, state);
  }
  return acts;
}

/** Puts an act away that has ended. */
export function putAway(state: ActState): void {
  const acts = new Map(known().acts);
  acts.delete(state.branch);
  change({ acts });
}

/** `wake: done`, for people. */
export function endWords({ words, state, text }: Pick<ActState, 'words' | 'state' | 'text'>): string {
  const end = { running: 'goes on', done: 'done', refused: 'refused', failed: 'failed' }[state];
  return `${words}: ${end}${text === undefined ? '' : `. ${text}`}`;
}

function refused(branch: string, command: Command, text: string): ActState {
  const at = new Date(now()).toISOString();
  const { verb } = command;
  return { id: at, branch, verb, words: verb, by: '', at, state: 'refused', progress: [], text };
}
