import type { Note } from './notes';

/** Where this copy of the app runs; preview-stacks sets these properties. */
const here = {
  target: process.env.PREVIEW_STACKS_TARGET ?? 'local',
  branch: process.env.PREVIEW_STACKS_BRANCH ?? '',
  commit: process.env.PREVIEW_STACKS_COMMIT ?? '',
};

/** What a branch changes: the feature under review. */
const heading = 'Guest book';

/** A color of its own for each branch, so that two previews side by side are not taken for one another. */
export function hueOf(branch: string): number {
  let sum = 0;
  for (const character of branch) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return Math.round(sum * 137.508) % 360;
}

/** Lightness and chroma stay, so that white text is readable on every hue. */
const accent = `oklch(48% 0.12 ${here.branch ? hueOf(here.branch) : 165})`;
const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="${accent}" d="M3 1h9a2 2 0 0 1 2 2v12H4a2 2 0 0 1-2-2V2a1 1 0 0 1 1-1z"/><path stroke="#fff" stroke-linecap="round" d="M5 5h6M5 8h6M5 11h3"/></svg>`,
)}`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (value: string) => value.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const entry = (note: Note) => `
    <article>
      ${note.picture ? `<img src="/${text(note.picture)}" alt="Picture by ${text(note.author)}" loading="lazy">` : ''}
      <p>${text(note.message)}</p>
      <footer>${text(note.author)} · <time datetime="${note.createdAt.toISOString()}">${note.createdAt.toISOString().slice(0, 16).replace('T', ' ')}</time></footer>
    </article>`;

/** The one page of the app. */
export function page(notes: readonly Note[]): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${text(heading)}${here.branch ? ` · ${text(here.branch)}` : ''}</title>
  <link rel="icon" href="${text(icon)}">
  <style>
    :root { --accent: ${accent}; color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    *, ::before { box-sizing: border-box; }
    html { border-top: .4rem solid var(--accent); background: Canvas; }
    body { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem 4rem; background: Canvas; color: CanvasText; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.75rem 0 .6rem; letter-spacing: -.015em; overflow-wrap: anywhere; }
    .here { font: 13px/1.4 ui-monospace, monospace; margin: 0 0 1.5rem; display: flex; gap: .4rem; flex-wrap: wrap; }
    .here span { background: color-mix(in srgb, var(--accent) 16%, transparent); border-radius: .8rem; padding: .15rem .65rem; overflow-wrap: anywhere; }
    form { display: grid; gap: .75rem; padding: 1.1rem; border-radius: 14px; background: color-mix(in srgb, var(--accent) 9%, transparent); }
    input, textarea, button { font: inherit; width: 100%; min-width: 0; padding: .6rem .75rem; border-radius: 9px; border: 1px solid color-mix(in srgb, CanvasText 22%, transparent); background: Canvas; color: inherit; }
    textarea { display: block; resize: vertical; }
    input[type=file] { padding: .4rem; font-size: .9rem; }
    ::file-selector-button { font: inherit; margin-right: .75rem; padding: .3rem .8rem; border: 0; border-radius: 6px; color: inherit; background: color-mix(in srgb, var(--accent) 16%, transparent); }
    :is(input, textarea, button):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    button { background: var(--accent); border: 0; color: white; font-weight: 600; cursor: pointer; width: auto; justify-self: start; padding-inline: 1.4rem; }
    article { padding: 1.1rem 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 14%, transparent); }
    article p { margin: 0 0 .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    article img { max-width: 100%; border-radius: 10px; margin-bottom: .75rem; display: block; }
    article footer { font-size: .85rem; opacity: .65; overflow-wrap: anywhere; }
  </style>
</head>
<body>
  <h1>${text(heading)}</h1>
  <p class="here"><span>${text(here.target)}</span>${here.branch ? `<span>${text(here.branch)}</span>` : ''}${here.commit ? `<span>${text(here.commit.slice(0, 8))}</span>` : ''}</p>
  <form method="post" action="/notes" enctype="multipart/form-data">
    <input name="author" placeholder="Your name" maxlength="80" required aria-label="Your name">
    <textarea name="message" rows="3" placeholder="${text(process.env.GUESTBOOK_GREETING ?? 'Your message')}" maxlength="2000" required aria-label="Message"></textarea>
    <input type="file" name="picture" accept="image/png,image/jpeg,image/gif,image/webp" aria-label="Picture">
    <button>Sign the book</button>
  </form>
  ${notes.length === 0 ? '<article><p>No entries yet. Be the first.</p></article>' : notes.map(entry).join('')}
</body>
</html>`;
}
