/** A page of a few words, with links of ours. */
export interface PlainPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly to: string; readonly words: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the browser goes by itself. @default it stays */
  readonly onward?: string;
}

/** Without a script, so that it is read where the page itself is not. */
export function plainPage({ status, title, text, links, headers, onward }: PlainPage): Response {
  const anchors = links.map(({ to, words }) => `<p><a class="button" href="${escaped(to)}">${escaped(words)}</a></p>`);
  const refresh = onward === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${escaped(onward)}">\n`;
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh}<title>${escaped(title)}</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/style.css">
</head>
<body>
<main id="main">
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${anchors.join('\n')}
</main>
</body>
</html>
`;
  return new Response(body, { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
