import type { PageState, Refusal } from '../../api';
import { actCame, actsOfRows } from './acts';
import { type Answer, ask, hear } from './ask';
import { after } from './clock';
import { announce } from './dom';
import { change, known } from './store';

const longest = 30;

let stream: EventSource | undefined;
let attempts = 0;
let callOff: (() => void) | undefined;

/** Keeps the page up to date for as long as somebody looks: a browser has six connections to a server, for all its tabs together. */
export function live(): void {
  document.addEventListener('visibilitychange', () => (document.hidden ? hangUp() : void connect()));
  void connect();
}

/** Asks for everything, then listens. */
export async function connect(): Promise<void> {
  hangUp();
  const answer = await ask<PageState>('/api/state');
  if ('refusal' in answer) return lost(answer);
  if (known().link === 'offline') announce('The server is back.');
  came(answer.value);
  if (!document.hidden) listen();
}

function hangUp(): void {
  callOff?.();
  stream?.close();
  stream = undefined;
}

function listen(): void {
  stream?.close();
  const events = new EventSource('/api/events');
  stream = events;
  hear<PageState>(events, 'state', (state) => {
    attempts = 0;
    came(state);
  });
  hear(events, 'act', actCame);
  // The server asks again by itself.
  hear<Refusal>(events, 'trouble', (failure) => change({ link: 'failed', failure, retryIn: undefined }));
  events.addEventListener('error', () => {
    if (stream !== events) return;
    hangUp();
    // Not yet offline: a stream may end because the server restarts. The next question tells.
    wait(() => void connect());
  });
}

function came(state: PageState): void {
  change({ state, link: 'live', failure: undefined, retryIn: undefined, acts: actsOfRows(state) });
}

function lost({ refusal, status }: Extract<Answer<PageState>, { refusal: unknown }>): void {
  // And back to what is looked at.
  if (refusal.signIn) location.href = refusal.signIn + encodeURIComponent(`/${location.search}${location.hash}`);
  const link = status === 0 ? 'offline' : 'failed';
  if (known().link !== link) announce(refusal.because);
  change({ link, failure: refusal, retryIn: wait(() => void connect()) });
}

/** Longer from time to time, and not for all tabs at once. @returns seconds */
function wait(what: () => void): number {
  callOff?.();
  const seconds = Math.min(longest, 2 ** attempts);
  attempts += 1;
  callOff = after(seconds * 1000 * (0.8 + Math.random() * 0.4), what);
  return seconds;
}
