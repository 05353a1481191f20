/** Pictures by name, each one path in a square of 16. */
const pictures: Readonly<Record<string, string>> = {
  all: 'M6 2h7a1 1 0 0 1 1 1v7M2 5h9v9H2z',
  ready: 'M2 8a6 6 0 1 0 12 0A6 6 0 1 0 2 8m3.4.2 1.9 1.9 3.5-4',
  busy: 'M13.5 8a5.5 5.5 0 1 1-1.8-4.1M13.5 1.8v3h-3',
  asleep: 'M13.5 9.6A6 6 0 1 1 6.4 2.5a4.8 4.8 0 0 0 7.1 7.1z',
  failing: 'M8 2 1.8 13.3h12.4zM8 6.5v3M8 11.4v.2',
  held: 'M2 8a6 6 0 1 0 12 0A6 6 0 1 0 2 8m4.5-2v4m3-4v4',
  going: 'M2.5 4.5h11M6 4.5v-2h4v2m-6 0 .6 9h6.8l.6-9',
  cost: 'M8 1.5v13m3-10c-2-2-6-1-6 1.2S11 7.6 11 10.4s-4.5 2.6-6 .6',
  out: 'M9.5 2.5h4v4m0-4-6 6m-1-5h-4v10h10v-4',
  plus: 'M8 3v10M3 8h10',
  sort: 'm4.5 6.5 3.5 4 3.5-4',
  wake: 'M5 3.5v9L12.5 8z',
  keep: 'M4 2.5h8v11l-4-3-4 3z',
  note: 'M2 8a6 6 0 1 0 12 0A6 6 0 1 0 2 8m6-.5V11m0-6v.2',
  search: 'M2.5 7a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0m8 3.5L14 14',
};

function sprite(): string {
  const paths = Object.entries(pictures).map(([name, path]) => `<path id="i-${name}" d="${path}"/>`);
  return `<svg class="sprite">${paths.join('')}</svg><svg id="i-0" viewBox="0 0 16 16" aria-hidden="true"></svg>`;
}

function icon(name: string): string {
  return `<svg viewBox="0 0 16 16" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

const close = (label: string) => `<button type="button" class="plain" data-close aria-label="${label}">✕</button>`;

const sorts = {
  idle: 'used last',
  branch: 'name',
  state: 'urgency',
  commit: 'newest commit',
  age: 'youngest',
  goes: 'goes first',
  cost: 'dearest',
};

const skeleton = '<i></i>'.repeat(8);

/** The one document: all that moves is filled in by the script. Nothing in it is of anybody else, so nothing needs to be escaped. */
export const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Previews</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="/page/style.css">
<script type="module" src="/page/script.js"></script>
${sprite()}
<a class="skip" href="#main">Skip to the previews</a>
<header>
<h1><img src="/page/icon.svg" alt="" width="28" height="28"><span id="project">Previews</span></h1>
<p id="link" role="status"></p>
<p id="viewer"></p>
<a id="create-link" class="button primary" href="#/new" hidden>${icon('plus')}New preview</a>
</header>
<main id="main" tabindex="-1">
<div id="banners"></div>
<div id="counters" role="group" aria-label="Previews by state" hidden></div>
<div id="tools" role="search" hidden>
<div class="search">${icon('search')}<input id="search" type="search" aria-label="Search previews" placeholder="Branch, title, author, commit" autocomplete="off"><kbd aria-hidden="true">/</kbd></div>
<label class="by"><span>Sorted by</span><select id="sort">${Object.entries(sorts)
  .map(([name, words]) => `<option value="${name}">${words}`)
  .join('')}</select></label>
<p id="shown" role="status"></p>
</div>
<div id="table" hidden><table role="table" aria-label="Previews"><thead role="rowgroup"><tr id="head" role="row"><tbody id="rows" role="rowgroup"></table></div>
<div id="loading"><p role="status">Asking AWS what there is …</p>${skeleton}<noscript>This page needs JavaScript.</noscript></div>
<div id="blank"></div>
</main>
<aside id="tray" aria-label="What goes on"></aside>
<p id="said" class="hide" role="status"></p>
<dialog id="drawer" aria-labelledby="p-title">
<div class="top"><h2 id="p-title"></h2>${close('Close')}</div>
<div id="p-body" tabindex="-1">
<p class="hide" role="status" data-said></p>
<div id="p-status"></div>
<div id="p-actions" class="buttons"></div>
<div id="p-act"></div>
<dl id="p-facts"></dl>
<div id="p-missing"></div>
<p class="wait" role="status">Asking AWS for the details …</p>
<section><h3>Why it stays or goes</h3><div id="p-why"></div></section>
<section class="more"><h3>Services</h3><div id="p-services"></div></section>
<section class="more"><h3>Deploys</h3><div id="p-deploys"></div></section>
<details class="more" id="log"><summary><h3>Live log</h3></summary>
<div class="buttons"><select id="log-service" aria-label="Service" hidden></select><button class="small" id="log-pause">Pause</button><span id="log-said" class="soft"></span></div>
<div id="log-lines" role="log" aria-live="off" aria-label="Lines of the log" tabindex="0"></div></details>
<details class="more"><summary><h3>Events</h3></summary><div id="p-events"></div></details>
<section class="more"><h3>Cost a day</h3><div id="p-cost"></div></section>
</div>
</dialog>
<dialog id="create" class="question" aria-labelledby="create-title">
<form id="create-form"><div class="top"><h2 id="create-title">New preview</h2>${close('Close')}</div>
<p>The branch gets a running copy of the application, at an address of its own.</p>
<div class="search">${icon('search')}<input id="create-search" type="search" aria-label="Search branches" placeholder="Search branches" autofocus></div>
<fieldset id="create-list" aria-label="Branch"></fieldset>
<div class="buttons"><button type="button" data-close>Cancel</button><button class="primary" id="create-submit">Create preview</button></div>
</form>
</dialog>
</body>
</html>
`;
