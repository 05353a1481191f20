/** The drawer of one preview, and the dialogs. */
export const drawerStyle = `
dialog { padding: 0; border: 1px solid var(--line); color: inherit; background: var(--card); overflow: hidden; overflow-wrap: anywhere; box-shadow: 0 0 60px #0006; }
dialog::backdrop { background: #080b1080; }
#drawer { inset: 0 0 0 auto; width: min(760px, 100vw); max-width: none; height: 100dvh; max-height: none; border-width: 0 0 0 1px; }
#drawer[open] { display: flex; flex-direction: column; animation: slide .18s ease-out; }
@keyframes slide { from { translate: 40px 0; opacity: 0; } }
.top, h4, .deploy, .price { display: flex; align-items: start; gap: 12px; justify-content: space-between; }
#drawer > .top { padding: 14px 12px 6px clamp(16px, 3vw, 24px); }
h2 { font-size: 19px; }
#p-body { padding: 0 clamp(16px, 3vw, 24px) 40px; overflow: auto; flex: 1; display: flex; flex-direction: column; gap: 18px; outline-offset: -3px; }
#p-body > :empty, .wait, .gone :is(section, details, #p-actions, #p-facts), :is(.gone, .asking, .failed) .more, :is(.gone, .asking) #p-missing { display: none; }
.asking .wait { display: block; color: var(--soft); }
.standing { display: flex; align-items: start; gap: 10px; margin-top: 8px; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
#p-actions .danger { margin-left: auto; }
.panel { padding: 12px 14px; border-radius: 10px; border: 1px solid var(--c); background: color-mix(in srgb, var(--c) 7%, var(--card)); display: grid; gap: 8px; }
.panel .act { flex-wrap: wrap; }
.lines { font: 12.5px/1.6 var(--mono); max-height: 190px; overflow: auto; }
.event + .event { margin-top: 6px; }
.event.bad :is(code, .reason) { color: var(--c); }
.reason { display: block; padding-left: 16px; }
#p-facts { display: grid; grid-template-columns: 1fr repeat(4, auto); gap: 12px 22px; padding: 12px 16px; border-radius: 10px; background: var(--bg); }
dt { color: var(--soft); font-size: 13px; }
h3 { font-size: 15px; }
section > h3 { margin-bottom: 8px; }
.why { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin-top: 8px; }
article, details { padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; }
#p-services { display: grid; gap: 8px; }
article ul { padding-left: 18px; }
.deploy { align-items: center; padding: 8px 0 8px 14px; border-left: 2px solid var(--line); }
.runs { border-color: var(--c); }
.deploy div { min-width: 0; }
.tag { padding: 1px 9px; }
summary { cursor: pointer; }
summary h3 { display: inline; margin-left: 4px; }
summary ~ * { margin-top: 10px; }
#log-lines { height: 320px; overflow: auto; padding: 10px 12px; border-radius: 8px; background: #0d1117; color: #dbe2ea; font: 12.5px/1.6 var(--mono); }
#log-lines p { display: flex; gap: 12px; }
#log-lines time { color: #98a5b3; }
.question { margin: auto; width: min(520px, 94vw); border-radius: 14px; }
.question form { padding: 22px; display: grid; gap: 14px; max-height: 94dvh; overflow: auto; }
.question .buttons { justify-content: end; }
.field { display: grid; gap: 6px; }
.choice { display: flex; gap: 10px; align-items: center; padding: 6px 8px; border-radius: 8px; }
small { display: block; }
[type=radio] { width: 17px; height: 17px; margin: 0; accent-color: var(--accent); flex: none; }
#create-list { height: 300px; overflow: auto; border: 1px solid var(--line); border-radius: 10px; padding: 6px; }
#create-list[aria-busy]::before { content: "Listing branches …"; color: var(--soft); }
@media (max-width: 900px) {
  #p-facts { grid-template-columns: repeat(auto-fill, minmax(130px, 1fr)); }
  #p-facts div:first-child { grid-column: 1/-1; }
}
@media (max-width: 480px) {
  #p-actions .danger { margin: 0; }
}
`;
