import { type Html, html } from './html';
import type { App, Thing, WhatThereIs } from './what-there-is';

/** Where the page finds what belongs to it. No bucket can have such a name. */
export const pagePaths = {
  style: '/_local/start-page.css',
  script: '/_local/start-page.js',
  icon: '/_local/start-page.svg',
} as const;

/** The whole start page. Its script takes the parts with an id from the next one: each of them stands for itself. */
export function drawPage(there: WhatThereIs): string {
  const { apps, stacks, databases, buckets, queues, functions, secrets, faults } = there;
  const port = new URL(there.endpoint).port || '80';
  const kinds: readonly (readonly [title: string, things: readonly Thing[]])[] = [
    ['Stacks', stacks],
    ['Databases', databases],
    ['Buckets', buckets],
    ['Queues', queues],
    ['Functions', functions],
    ['Secrets', secrets],
  ];
  const isEmpty = apps.length === 0 && kinds.every(([, things]) => things.length === 0);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>AWS on this machine · ${port}</title>
<link rel="icon" href="${pagePaths.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${pagePaths.style}">
<script src="${pagePaths.script}" defer></script>
</head>
<body>
<a class="skip" href="#apps">To the apps</a>
<header>
<h1>AWS on this machine</h1>
<p class="where"><code>${there.endpoint}</code> <span>${there.region}</span> <span>account ${there.accountId}</span></p>
<div class="now">
<p id="summary" role="status">${summary(there)}</p>
<button id="pause" type="button" hidden>Pause updates</button>
</div>
<noscript><p class="hint">Reload the page to see what has changed: without scripts it stays as it is.</p></noscript>
</header>
<main>
${drawFaults(faults)}${drawApps(apps, port, isEmpty)}<div class="grid">
${kinds.map(([title, things]) => drawKind(title, things))}
</div>
<p id="without" class="none">${isEmpty ? '' : without(kinds)}</p>
</main>
<footer>
<h2>From a shell</h2>
<pre tabindex="0" aria-label="Lines for a shell">export AWS_ENDPOINT_URL=${there.endpoint}
export AWS_ACCESS_KEY_ID=local
export AWS_SECRET_ACCESS_KEY=local
export AWS_REGION=${there.region}
export AWS_DEFAULT_REGION=${there.region}</pre>
<p class="hint">Any keys do. Names of secrets are shown, and never their values.</p>
</footer>
</body>
</html>
`;
  return page.text;
}

/** The one sentence that a screen reader speaks when it changes. */
function summary({ apps, faults }: WhatThereIs): string {
  const words = apps.map(({ state }) => state?.word);
  const said = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length} ${word}`);
  const ofApps = apps.length === 0 ? 'No apps' : `${plural(apps.length, 'app')}: ${said.join(', ')}`;
  return faults.length === 0 ? ofApps : `${ofApps} – ${plural(faults.length, 'fault')} on`;
}

function plural(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function drawApps(apps: readonly App[], port: string, isEmpty: boolean): Html {
  const none = isEmpty ? 'Nothing is here yet. Point a shell here, as it says below, and deploy.' : 'No apps run here.';
  return html`<section id="apps" aria-labelledby="apps-title" tabindex="-1">
<h2 id="apps-title">Apps${size(apps)}</h2>
${apps.length > 0 ? list(apps.map((app) => drawApp(app, port))) : html`<p class="none">${none}</p>`}
</section>
`;
}

function drawApp({ name, hosts, state, more, stack }: App, port: string): Html {
  const open = hosts.filter(isOpen);
  const titles =
    open.length > 0
      ? open.map((host) => html`<a href="http://${host}${port === '80' ? '' : `:${port}`}/">${bdi(host)}</a>`)
      : [bdi(name)];
  return drawThing({ name, titles, state, more: [...more, ...(open.length > 0 ? [name] : hosts)], stack });
}

// Browsers lead every name under localhost to this machine. Others need a resolver that knows them: no link that leads elsewhere.
function isOpen(host: string): boolean {
  return /^([a-z0-9_-]+\.)*localhost$/.test(host);
}

function drawThing({
  name,
  titles = [bdi(name)],
  state,
  more,
  stack,
}: Thing & { readonly titles?: readonly Html[] }): Html {
  const said = [...(state?.more ?? []), ...more, ...(stack === undefined ? [] : [`stack ${stack}`])];
  return html`<li>${state ? html`<p class="state ${state.tone}">${state.word}</p>` : ''}
<div class="what">${titles.map((title) => html`<p class="name">${title}</p>`)}${details(said)}</div></li>
`;
}

function drawKind(title: string, things: readonly Thing[]): Html {
  const id = title.toLowerCase();
  return html`<section id="${id}" aria-labelledby="${id}-title"${things.length === 0 ? html` hidden` : ''}>
<h2 id="${id}-title">${title}${size(things)}</h2>
${list(things.map(drawThing))}
</section>
`;
}

function drawFaults(faults: readonly Thing[]): Html {
  return html`<section id="faults" aria-labelledby="faults-title"${faults.length === 0 ? html` hidden` : ''}>
<h2 id="faults-title">Faults that are on${size(faults)}</h2>
${list(faults.map(drawThing))}
<p class="hint">Somebody asked for them. They go with <code>DELETE /_local/faults</code>.</p>
</section>
`;
}

function details(said: readonly string[]): Html {
  return said.length === 0 ? html`` : html`<ul class="more">${said.map((one) => html`<li>${bdi(one)}</li>`)}</ul>`;
}

function list(rows: readonly Html[]): Html {
  return rows.length === 0 ? html`` : html`<ul class="things">${rows}</ul>`;
}

function size(things: readonly unknown[]): Html {
  return things.length === 0 ? html`` : html` <span class="size">${things.length.toLocaleString('en')}</span>`;
}

/** A name of somebody's: whatever it is written in, it turns nothing around it. */
function bdi(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

function without(kinds: readonly (readonly [string, readonly Thing[]])[]): string {
  const empty = kinds.filter(([, things]) => things.length === 0).map(([title]) => title.toLowerCase());
  return empty.length === 0 ? '' : `None here: ${empty.join(', ')}.`;
}
