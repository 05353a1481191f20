/** Colours in light and dark, and what is the same everywhere. Each text has 4.5:1 on what is behind it, each edge of a control 3:1. */
export const tokens = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#f4f5f8, #0e1116);
  --card: light-dark(#fff, #171b22);
  --line: light-dark(#e1e5eb, #29303b);
  --edge: light-dark(#868f9d, #6b7686);
  --text: light-dark(#161a21, #e8ecf2);
  --soft: light-dark(#545e6e, #a2adbb);
  --accent: light-dark(#2b50c8, #9db5ff);
  --on: light-dark(#fff, #10141a);
  --c: var(--soft);
  --green: light-dark(#0a6a41, #5fd6a0);
  --violet: light-dark(#5d47b3, #bbabff);
  --red: light-dark(#b02a1e, #ff9d93);
  --amber: light-dark(#855000, #f2bd62);
  --mono: ui-monospace, Menlo, Consolas, monospace;
  font: 14px/1.45 system-ui, sans-serif;
}
* { box-sizing: border-box; }
[hidden], .sprite { display: none !important; }
body { margin: 0; background: var(--bg); color: var(--text); }
h1, h2, h3, h4, p, ol, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
ol { list-style: none; }
svg { width: 1.1em; height: 1.1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.18em; }
a { color: var(--accent); }
a:not(:hover) { text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
button, input, select { font: inherit; color: inherit; }
button, .button, select, .field input, .search input, [type=date] { min-height: 34px; padding: 5px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--fill, var(--card)); }
button, .button { display: inline-flex; align-items: center; gap: 7px; cursor: pointer; white-space: nowrap; color: var(--text); font-weight: 500; text-decoration: none; }
:is(button, .button):hover { background: var(--fill, var(--bg)); }
.danger { color: var(--red); border-color: currentColor; }
.primary { --fill: var(--accent); border-color: var(--fill); color: var(--on); }
form .danger { --fill: var(--red); border-color: var(--fill); color: var(--on); }
[aria-disabled=true][aria-disabled=true] { --fill: var(--bg); border-color: var(--line); color: var(--soft); cursor: not-allowed; }
.small { min-height: 26px; padding: 1px 9px; font-size: 13px; }
.plain { border-color: transparent; background: none; padding: 5px 9px; }
.soft, small { color: var(--soft); font-size: 13px; }
.soft a { color: inherit; text-decoration: underline; }
.mono, code, kbd { font: .92em var(--mono); }
bdi, .host, dd, code { overflow-wrap: anywhere; }
.line, td .host { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: 8px; top: -60px; z-index: 9; padding: 8px 14px; background: var(--card); }
.skip:focus { top: 8px; }
.pill, .tag { display: inline-flex; flex: none; align-items: center; gap: 5px; padding: 1px 9px 1px 6px; border-radius: 99px; font-weight: 600; font-size: 13px; color: var(--c); background: color-mix(in srgb, var(--c) 12%, var(--card)); }
.ready, .done, .runs, .live { --c: var(--green); }
.busy, .running, .note, .loading { --c: var(--accent); }
.asleep { --c: var(--violet); }
.failing, .failed, .bad, .offline { --c: var(--red); }
.held, .going, .refused, .warn { --c: var(--amber); }
strong.warn, .act svg, .link svg, .banner > svg, .counter svg { color: var(--c); }
.act, .link { display: flex; gap: 6px; align-items: baseline; }
:is(.act, .link) svg { position: relative; top: .16em; }
time { white-space: nowrap; }
.running > svg, .running > .act > svg { animation: turn 1.6s linear infinite; }
@keyframes turn { to { rotate: 1turn; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
`;
