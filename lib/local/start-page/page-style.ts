/** The look of the start page: light and dark as the reader's system is, from a phone's width on. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --card: #fff; --line: #e4e4df; --text: #1d1f23; --quiet: #5d626b; --link: #0b57b4;
  --good: #14713d; --busy: #8a5200; --bad: #b3261e; --rest: #565b66;
  --busy-ground: #fdf5e4; --busy-line: #ecd8ae; --busy-text: #6b5530;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131519; --card: #1b1e24; --line: #2c3038; --text: #e8eaed; --quiet: #a0a6b1; --link: #8ab8ff;
    --good: #74d69b; --busy: #f0bd6a; --bad: #ff9c93; --rest: #b4bac5;
    --busy-ground: #272013; --busy-line: #4b3c1d; --busy-text: #c7b48d;
  }
}
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
body {
  background: var(--ground); color: var(--text); max-width: 72rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
code { white-space: nowrap; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 3px; }
section:focus { outline: none; }
.skip { position: absolute; left: -100vw; top: .5rem; background: var(--card); padding: .5rem 1rem; }
.skip:focus { left: 1.5rem; }
h1 { font-size: 1.625rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 650; }
h2 { font-size: .9375rem; font-weight: 600; margin-bottom: .625rem; }
.size { color: var(--quiet); font-weight: 400; margin-left: .25rem; font-variant-numeric: tabular-nums; }
.where { color: var(--quiet); margin-top: .375rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .9375rem; }
.where code { color: var(--text); align-self: center; }
.now { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 2.25rem; margin: 1.5rem 0 1rem; }
#summary { font-weight: 500; }
#summary.away { color: var(--bad); }
button {
  font: inherit; font-size: .875rem; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  padding: .3125rem .875rem; cursor: pointer; flex: none;
}
button:hover { border-color: var(--quiet); }
section, .grid { margin-bottom: 1.75rem; }
.grid { columns: 2; column-gap: 1.5rem; }
.grid section { break-inside: avoid; }
.grid .name { font-size: .9375rem; }
.grid .state { width: 6.5rem; }
.things { list-style: none; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.things > li { display: flex; gap: .5rem 1rem; padding: .8125rem 1rem; }
.things > li + li { border-top: 1px solid var(--line); }
.what { flex: 1; min-width: 0; }
.name { font-weight: 500; }
.more {
  list-style: none; padding: 0; display: flex; flex-wrap: wrap; color: var(--quiet); font-size: .8125rem; line-height: 1.6;
  margin-left: -1.125rem; clip-path: inset(0 0 0 1.125rem);
}
.more li { position: relative; padding-left: 1.125rem; }
.more li::before { content: "·"; position: absolute; left: .4375rem; }
.state { flex: none; width: 7rem; font-size: .8125rem; line-height: 1.5rem; font-weight: 550; color: var(--rest); }
.state::before { content: ""; display: inline-block; width: .5rem; height: .5rem; border-radius: 50%; margin-right: .5rem; background: currentColor; }
.state.rest::before { background: none; box-shadow: inset 0 0 0 1.5px currentColor; }
.state.good { color: var(--good); }
.state.busy { color: var(--busy); }
.state.bad { color: var(--bad); }
#faults .things { --line: var(--busy-line); --quiet: var(--busy-text); background: var(--busy-ground); }
.hint, .none { color: var(--quiet); font-size: .875rem; }
#faults .hint { margin-top: .5rem; }
footer { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2.25rem; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .875rem 1rem; overflow-x: auto; overflow-wrap: normal; line-height: 1.6; margin-bottom: .625rem; }
@media (max-width: 48rem) { .grid { columns: 1; } }
@media (max-width: 34rem) {
  body { padding: 1.5rem 1rem 3rem; }
  .things > li { flex-direction: column; gap: .125rem; }
  .state { width: auto; }
  }
@media (forced-colors: active) { .state::before { forced-color-adjust: none; } }
`;

/** A square of four, of which one is awake: small enough to be seen in a tab. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#2a5bd7"/><g fill="#fff"><rect x="3.5" y="3.5" width="4" height="4" rx="1" opacity=".55"/><rect x="8.5" y="3.5" width="4" height="4" rx="1"/><rect x="3.5" y="8.5" width="4" height="4" rx="1" opacity=".55"/><rect x="8.5" y="8.5" width="4" height="4" rx="1" opacity=".55"/></g></svg>`;
