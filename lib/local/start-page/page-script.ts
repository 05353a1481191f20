/**
 * Keeps the page up to date. A page that reloads itself would take the focus, the place and the voice of a screen reader back to its
 * beginning every time (WCAG 2.2, F41; axe refuses it). So this asks for the next page, puts in only the parts that are different, gives the
 * focus back, and can be paused (2.2.2). The summary alone is spoken, when it changes. It waits while text is selected, and while the page is hidden.
 */
export const pageScript = `'use strict';
const pause = document.getElementById('pause');
const summary = document.getElementById('summary');
let paused = false;
pause.hidden = false;
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Resume updates' : 'Pause updates';
  if (!paused) update();
});
document.addEventListener('visibilitychange', update);

function say(text, away) {
  if (summary.textContent !== text) summary.textContent = text;
  summary.classList.toggle('away', away);
}

function put(old, next) {
  if (old.outerHTML === next.outerHTML) return;
  const held = old.contains(document.activeElement) ? document.activeElement : undefined;
  old.replaceWith(next);
  if (!held) return;
  const same = [...next.querySelectorAll('a[href]')].find((one) => one.href === held.href);
  (same || next).focus({ preventScroll: true });
}

let asking = false;
async function update() {
  const selected = document.getSelection();
  if (asking || paused || document.hidden || (selected && !selected.isCollapsed)) return;
  asking = true;
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('main [id]:is(section, p)')) {
      const other = next.getElementById(part.id);
      if (other && !paused) put(part, other);
    }
    say(next.getElementById('summary').textContent, false);
  } catch {
    say('The endpoint does not answer: this is the last that it said.', true);
  } finally {
    asking = false;
  }
}
setInterval(update, 3000);
`;
