/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Shown = Html | readonly Html[] | string | number | undefined;

/** A piece of HTML. What is put into it is shown as text, unless it is HTML already. */
export function html(pieces: TemplateStringsArray, ...values: readonly Shown[]): Html {
  return new Html(pieces.map((piece, at) => piece + textOf(values[at])).join(''));
}

function textOf(value: Shown): string {
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map(({ text }) => text).join('') : escapeHtml(String(value ?? ''));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters, and those that turn the direction of the text around them: a name must not dress up as another one.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

function escapeHtml(text: string): string {
  return text.replace(unseen, '\ufffd').replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}
