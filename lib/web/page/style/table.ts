/** The table, and the cards that its rows become where there is no room for columns. */
export const tableStyle = `
#table { overflow: clip; }
table { width: 100%; border-spacing: 0; table-layout: fixed; }
th { position: sticky; top: 0; z-index: 1; padding: 5px 6px; text-align: left; font-weight: 500; background: var(--card); border-bottom: 1px solid var(--line); }
th.url { padding-left: 12px; color: var(--soft); }
.sort { min-height: 28px; padding: 2px 6px; border-color: transparent; background: none; color: var(--soft); gap: 3px; }
.sort:not(.ascending, .descending) svg { opacity: 0; }
.ascending, .descending { color: var(--text); font-weight: 650; }
.ascending svg { rotate: 180deg; }
td { padding: 10px 10px 10px 12px; vertical-align: top; font-variant-numeric: tabular-nums; }
tr + tr td { border-top: 1px solid var(--line); }
tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, var(--card)); }
.name { font-weight: 600; color: var(--text); }
td .name, td.state > :not(.pill) { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
td.state > .act { display: flex; font-size: 13px; }
td.state > * + * { margin-top: 2px; }
td.url .small { margin-top: 5px; }
.host svg { margin-left: 4px; width: .95em; height: .95em; }
th:is(.age, .idle, .goes, .cost) { width: 7.6%; }
th.branch { width: 22%; }
th.state { width: 18%; }
:is(th, td).cost { text-align: right; }
.cost .sort { flex-direction: row-reverse; }
@media (max-width: 1150px) and (min-width: 901px) {
  .age { display: none; }
  th:is(.idle, .goes, .cost) { width: 10%; }
}
@media (max-width: 900px) {
  table, td { display: block; }
  #table { background: none; border: 0; }
  thead { display: none; }
  tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 10px; }
  tbody tr { display: grid; grid-template-columns: repeat(4, auto); gap: 10px 14px; align-content: start; padding: 14px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
  tr td.cell { padding: 0; border: 0; min-width: 0; grid-column: 1/-1; }
  td .name { font-size: 16px; }
  tr td.short { text-align: left; grid-column: auto; }
  .short::before { content: attr(data-title); display: block; font-size: 12px; color: var(--soft); }
}
`;
