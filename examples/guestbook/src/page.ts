import type { Note } from './notes';

/** Where this copy of the app runs; preview-stacks sets these properties. */
const here = {
  target: process.env.PREVIEW_STACKS_TARGET ?? 'local',
  branch: process.env.PREVIEW_STACKS_BRANCH ?? '',
  commit: process.env.PREVIEW_STACKS_COMMIT ?? '',
};

/** What a branch changes to be told from the others: the feature under review. */
const heading = 'Guest book';
const accent = '#2f6f5e';

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
  <style>
    :root { --accent: ${accent}; color-scheme: light dark; font: 16px/1.55 ui-serif, Georgia, serif; }
    body { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; background: Canvas; color: CanvasText; }
    h1 { font-size: 2.2rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
    .here { font: 13px/1.4 ui-monospace, monospace; margin: 0 0 2rem; display: flex; gap: .5rem; flex-wrap: wrap; }
    .here span { background: color-mix(in srgb, var(--accent) 16%, transparent); border-radius: 99px; padding: .15rem .65rem; }
    form { display: grid; gap: .75rem; padding: 1.25rem; border-radius: 14px; background: color-mix(in srgb, var(--accent) 8%, transparent); }
    input, textarea, button { font: inherit; padding: .6rem .75rem; border-radius: 9px; border: 1px solid color-mix(in srgb, CanvasText 22%, transparent); background: Canvas; color: inherit; }
    button { background: var(--accent); border: 0; color: white; cursor: pointer; justify-self: start; padding-inline: 1.4rem; }
    article { padding: 1.4rem 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 14%, transparent); }
    article p { margin: 0 0 .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.1rem; }
    article img { max-width: 100%; border-radius: 10px; margin-bottom: .75rem; display: block; }
    article footer { font-size: .85rem; opacity: .65; }
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
