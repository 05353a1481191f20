import { now } from './clock';
import { exactTime, safeUrl, type TimeForm, timeWords } from './format';

/*
 * All of the document is made here: text only as text nodes, and an address only where it is one of the web or of this page. What others wrote can
 * so not become markup.
 */

export type Child = Node | string | undefined | false;
type Props = Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>>;
type Tag = keyof HTMLElementTagNameMap;

/**
 * An element with these properties and children, in any order. Functions among the properties listen to the event of that name.
 *
 * @param named the tag, and behind points its classes
 */
export function h<Name extends Tag>(
  named: Name | `${Name}.${string}`,
  ...parts: readonly (Child | Props)[]
): HTMLElementTagNameMap[Name] {
  const [tag = '', ...classes] = named.split('.');
  const element = document.createElement(tag as Name);
  element.className = classes.join(' ');
  for (const part of parts) {
    if (!part || typeof part === 'string' || part instanceof Node) {
      if (part) element.append(typeof part === 'string' ? plain(part) : part);
      continue;
    }
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === 'function') element.addEventListener(name, value);
      else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
    }
  }
  return element;
}

/** Text whose characters are all seen, in the order in which they stand: none of them turns it round. */
function plain(text: string): string {
  return text.replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
}

/** An element that the page has from the beginning. */
export function at<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

/** A picture of the sprite in the page. It says nothing that the words beside it do not say. */
export function icon(name: string): Node {
  const picture = at('i-0').cloneNode() as Element;
  picture.removeAttribute('id');
  const path = at(`i-${name}`).cloneNode() as Element;
  path.removeAttribute('id');
  picture.append(path);
  return picture;
}

/** A link out of the page, or only the words where the address is none of the web. */
export function outward(url: string | undefined, classes: string, ...parts: readonly (Child | Props)[]): HTMLElement {
  const href = safeUrl(url);
  if (href === undefined) return h(`span.${classes}`, ...parts);
  return h(`a.${classes}`, { href, target: '_blank', rel: 'noreferrer', 'data-key': href }, ...parts);
}

/** @param key by which the focus finds it again, and behind points its classes */
export function button(key: string, click: () => void, ...parts: readonly (Child | Props)[]): HTMLButtonElement {
  const [name, ...classes] = key.split('.');
  return h(`button.${classes.join('.')}`, { type: 'button', 'data-key': name, click }, ...parts);
}

/** A time in words, with the exact one in its title. */
export function time(iso: string, form: TimeForm = 'relative'): HTMLTimeElement {
  const words = timeWords(form, iso, now());
  return h('time', { datetime: iso, title: exactTime(iso), 'data-form': form }, words);
}

/** Brings the words of all times up to date, and touches nothing else. */
export function ageTimes(): void {
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-form]')) {
    const words = timeWords(element.dataset.form as TimeForm, element.dateTime, now());
    if (element.textContent !== words) element.textContent = words;
  }
}

const filled = new WeakMap<Element, string>();

/**
 * Makes the inside of an element anew if what it shows has changed.
 *
 * @param shown all that `build` draws from
 */
export function fill(id: string, shown: unknown, build: () => readonly Child[]): void {
  refill(at(id), JSON.stringify(shown) ?? '', build);
}

/** The same by a text that says what is shown. The focus stays on what has the same `data-key`. */
export function refill(host: Element, shown: string, build: () => readonly Child[]): void {
  if (filled.get(host) === shown) return;
  filled.set(host, shown);
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && host.contains(focused) ? focused.dataset.key : undefined;
  host.replaceChildren(...h('div', ...build()).childNodes);
  if (key !== undefined) focusKey(host, key);
}

/** Brings the focus to what has this key. */
export function focusKey(host: Element, key = ''): void {
  host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** Says it to who listens to the page, once. */
export function announce(text: string): void {
  const open = [...document.querySelectorAll('dialog[open]')].at(-1);
  const host = open?.querySelector('[data-said]') ?? at('said');
  host.textContent = '';
  host.textContent = text;
}
