/** Header, banners, counters, search, what stands in the place of the table, and the tray. */
export const frameStyle = `
header, h1, #project, #viewer, #tools, .by, .counter span { display: flex; align-items: center; gap: 8px 14px; }
header { flex-wrap: wrap; padding: 14px clamp(12px, 2.5vw, 32px); }
h1 { font-size: 18px; margin-right: auto; min-width: 0; }
main { padding: 0 clamp(12px, 2.5vw, 32px) 96px; max-width: 1800px; margin: auto; outline: 0; }
.banner, .card { display: flex; gap: 12px; align-items: start; padding: 12px 16px; border-radius: 10px; }
.banner { margin-bottom: 12px; background: color-mix(in srgb, var(--c) 9%, var(--card)); border: 1px solid color-mix(in srgb, var(--c) 35%, var(--card)); }
.banner > svg { margin-top: 3px; }
:is(.banner, .card) div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
#counters { display: grid; grid-template-columns: repeat(6, 1fr); gap: 10px; margin-bottom: 14px; }
.counter, #table, #blank { border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.counter { display: flex; flex-direction: column; align-items: start; justify-content: center; gap: 2px; padding: 11px 14px; }
.counter span { gap: 7px; color: var(--soft); }
.counter strong { font-size: 23px; line-height: 1.2; }
.counter[aria-pressed=true] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
p.counter { background: none; border-style: dashed; }
#tools { flex-wrap: wrap; margin-bottom: 10px; color: var(--soft); }
.search { position: relative; flex: 0 1 360px; color: var(--soft); }
.search svg { position: absolute; left: 11px; top: 10px; }
.search input { width: 100%; padding-left: 34px; color: var(--text); }
.search kbd { position: absolute; right: 9px; top: 7px; padding: 1px 7px; border: 1px solid var(--line); border-radius: 4px; pointer-events: none; }
.search input:not(:placeholder-shown) + kbd, .search input:focus + kbd { display: none; }
::placeholder { color: var(--soft); }
#shown { margin-left: auto; }
#loading i { display: block; height: 62px; margin-top: 8px; border-radius: 12px; background: linear-gradient(90deg, var(--line) 34%, #0000 0 40%, var(--line) 0 56%, #0000 0 62%, var(--line) 0 80%, #0000 0 88%, var(--line) 0) 16px 50%/calc(100% - 32px) 12px no-repeat var(--card); animation: breathe 1.8s infinite; }
@keyframes breathe { 50% { opacity: .55; } }
#blank { display: grid; justify-items: center; gap: 10px; padding: 72px 20px; text-align: center; overflow-wrap: anywhere; }
#blank:empty { display: none; }
#blank > svg { width: 36px; height: 36px; color: var(--soft); }
#blank p { max-width: 56ch; color: var(--soft); margin-bottom: 6px; }
#tray { position: fixed; right: 12px; bottom: 12px; display: grid; gap: 8px; width: min(380px, 94vw); }
.card { padding: 11px 8px 11px 14px; background: var(--card); border: 1px solid var(--edge); box-shadow: 0 8px 30px #0003; }
@media (min-width: 901px) { .by.by { display: none; } }
@media (max-width: 900px) {
  #counters { grid-template-columns: repeat(3, 1fr); gap: 8px; }
  .search { flex: 1 1 220px; }
}
@media (max-width: 480px) {
  #create-link { order: -1; }
  h1 { order: -2; }
  .counter { padding: 8px 9px; font-size: 13px; }
  .counter strong { font-size: 18px; }
}
`;
