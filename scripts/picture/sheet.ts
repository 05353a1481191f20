import { marked } from 'marked';
import type { Scene } from './scene';

/** One page with the comment at the left and the previews beside it, as a browser shows them. */
export async function sheet({
  comment,
  title,
  previews,
}: Pick<Scene, 'comment' | 'title' | 'previews'>): Promise<string> {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>
  * { box-sizing: border-box; }
  body { margin: 0; width: 830px; height: 452px; padding: 14px; display: grid; grid-template-columns: 286px 1fr 1fr; gap: 12px; background: #f6f8fa; color: #1f2328; font: 12px/1.5 system-ui, sans-serif; }
  section { display: flex; flex-direction: column; overflow: hidden; border: 1px solid #d1d9e0; border-radius: 8px; background: white; }
  header { flex: none; padding: 7px 10px; border-bottom: 1px solid #d1d9e0; background: #f6f8fa; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  header b { font-weight: 600; }
  .window header { display: flex; gap: 4px; align-items: center; }
  .window header i { width: 7px; height: 7px; border-radius: 50%; background: #d1d9e0; flex: none; }
  .window header span { margin-left: 4px; padding: 1px 7px; flex: 1; border-radius: 99px; background: white; font-size: 10px; overflow: hidden; text-overflow: ellipsis; }
  .page { flex: 1; overflow: hidden; }
  iframe { width: 390px; height: 700px; border: 0; transform-origin: 0 0; transform: scale(.63); }
  .comment { padding: 0 12px; overflow-wrap: anywhere; }
  .comment h3 { font-size: 15px; margin: 12px 0; }
  .comment p { margin: 0 0 12px; }
  .comment ul { padding-left: 18px; margin: 0 0 12px; }
  .comment li { margin: 3px 0; }
  .comment a { color: #0969da; }
  code { font: 10.5px ui-monospace, monospace; padding: 1px 4px; border-radius: 5px; background: #eff1f3; }
</style>
</head>
<body>
  <section><header><b>${text(title)}</b> · pull request</header><div class="comment">${await asGitHubShows(comment)}</div></section>
  ${previews.map(browserWindow).join('\n  ')}
</body>
</html>`;
}

/** Markdown as GitHub shows it: a full SHA becomes a link with its first seven digits. */
async function asGitHubShows(comment: string): Promise<string> {
  const html = await marked.parse(comment, { gfm: true });
  return html.replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '<a href="#"><code>$1</code></a>');
}

const browserWindow = (url: string) =>
  `<section class="window"><header><i></i><i></i><i></i><span>${text(url.replace(/^http:\/\/|\/$/g, ''))}</span></header><div class="page"><iframe src="${text(url)}"></iframe></div></section>`;

const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
