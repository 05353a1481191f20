import type { LogLineEvent, Refusal } from '../../api';
import { hear, sentence } from './ask';
import { at, h } from './dom';
import { exactTime } from './format';

const mostLines = 1000;

let logStream: EventSource | undefined;
let of: { readonly id: string; readonly service: string } | undefined;
let waiting: LogLineEvent[] | undefined;

/** Buttons and choice above the live log. */
export function wireLog(): void {
  const box = at<HTMLDetailsElement>('log');
  box.addEventListener('toggle', () => (box.open ? follow() : closeLog()));
  at('log-service').addEventListener('change', ({ target }) => {
    if (of && target instanceof HTMLSelectElement) of = { ...of, service: target.value };
    follow();
  });
  at('log-pause').addEventListener('click', () => {
    const lines = waiting;
    waiting = lines === undefined ? [] : undefined;
    if (lines) show(lines);
    drawPause();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) closeLog();
    else if (box.open && of) follow();
  });
}

/** Which preview's log it is. It follows when it is open, or as soon as it is opened. */
export function logOf(id: string | undefined, services: readonly string[]): void {
  const [first = 'web'] = services;
  const select = at<HTMLSelectElement>('log-service');
  const names = [...select.options].map(({ value }) => value);
  if (names.join() !== services.join()) {
    select.replaceChildren(...services.map((name) => h('option', { value: name }, name)));
    select.hidden = services.length < 2;
  }
  if (of?.id === id) return;
  of = id === undefined ? undefined : { id, service: first };
  at<HTMLDetailsElement>('log').open = false;
  closeLog();
}

function follow(): void {
  closeLog();
  waiting = undefined;
  drawPause();
  if (of === undefined) return;
  say('Waits for lines …');
  const events = new EventSource(`/api/previews/${of.id}/log?service=${encodeURIComponent(of.service)}`);
  logStream = events;
  // Without it the browser would connect again to a log that has ended.
  hear<Refusal>(events, 'end', (end) => {
    closeLog();
    say(sentence(end));
  });
  hear<LogLineEvent>(events, 'line', (line) => {
    say('Follows');
    if (waiting) {
      waiting = [...waiting.slice(1 - mostLines), line];
      drawPause();
    } else show([line]);
  });
  // Each connection begins with the newest lines.
  events.addEventListener('open', () => at('log-lines').replaceChildren());
  // The browser connects again by itself, unless the server refused.
  events.addEventListener('error', () =>
    say(events.readyState === EventSource.CLOSED ? 'The log cannot be read.' : 'Interrupted, connects again …'),
  );
}

function closeLog(): void {
  logStream?.close();
  logStream = undefined;
  say('');
}

/** At the end it follows; scrolled up it stays where it is read. */
function show(lines: readonly LogLineEvent[]): void {
  const box = at('log-lines');
  const follows = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  box.append(
    ...lines.map(({ at: when, text }) =>
      h(
        'p',
        h('time', { datetime: when, title: exactTime(when) }, exactTime(when).slice(11, 19)),
        h('bdi', text.replace(/\p{Cc}\[[\d;]*m/gu, '').replace(/\p{Cc}+/gu, ' ')),
      ),
    ),
  );
  while (box.childElementCount > mostLines) box.firstElementChild?.remove();
  if (follows) box.scrollTop = box.scrollHeight;
}

function drawPause(): void {
  const button = at('log-pause');
  const count = waiting?.length ?? 0;
  button.textContent = waiting === undefined ? 'Pause' : count === 0 ? 'Go on' : `Go on (${count} new)`;
}

function say(text: string): void {
  const said = at('log-said');
  if (said.textContent !== text) said.textContent = text;
}
