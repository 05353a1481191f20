/** The table, and the cards that its rows become where there is no room for columns. Rows out of sight are not laid out: there may be hundreds. */
export const tableStyle = `
#table { overflow: clip; }
table, tbody, td, th { display: block; min-width: 0; }
tr { display: grid; grid-template-columns: 22fr 18fr 15fr 15fr 7.6fr 7.6fr 8fr 7fr; }
thead { display: block; position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 1px solid var(--line); }
th { padding: 5px 6px; text-align: left; font-weight: 500; }
th.url { padding: 8px 12px; color: var(--soft); }
.sort { min-height: 28px; padding: 2px 6px; border-color: transparent; background: none; color: var(--soft); gap: 3px; }
.sort:not(.ascending, .descending) svg { display: none; }
.ascending, .descending { color: var(--text); font-weight: 650; }
.ascending svg { rotate: 180deg; }
tbody tr { content-visibility: auto; contain-intrinsic-size: auto 66px; }
tr + tr { border-top: 1px solid var(--line); }
tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, var(--card)); }
td { padding: 10px 10px 10px 12px; font-variant-numeric: tabular-nums; }
.name { font-weight: 600; color: var(--text); }
td .name, td.state > :not(.pill) { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
td.state > .act { display: flex; font-size: 13px; }
td.state > * + * { margin-top: 2px; }
td.url .small { margin-top: 5px; }
.host svg { margin-left: 4px; }
:is(th, td).cost { text-align: right; }
.cost .sort { flex-direction: row-reverse; }
@media (max-width: 1150px) {
  tr { grid-template-columns: 22fr 18fr 15fr 15fr 9fr 9fr 8fr; }
  .age { display: none; }
}
@media (max-width: 900px) {
  #table { background: none; border: 0; }
  thead { display: none; }
  tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 10px; }
  tbody tr { grid-template-columns: repeat(4, auto); gap: 10px 14px; align-content: start; padding: 14px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; contain-intrinsic-size: auto 230px; }
  td.cell { padding: 0; grid-column: 1/-1; }
  td .name { font-size: 16px; }
  td.short { display: block; text-align: left; grid-column: auto; }
  .short::before { content: attr(data-title); display: block; font-size: 12px; color: var(--soft); }
}
`;
