import type { ActState, PageState, PreviewRow, Refusal } from '../../api';

/** How the page and its server are. */
export type Link = 'loading' | 'live' | 'offline' | 'failed';

/** All that the page knows. */
export interface Known {
  /** @default nothing came yet */
  readonly state?: PageState;
  readonly link: Link;
  /** What failed. @default nothing */
  readonly failure?: Refusal | undefined;
  /** Seconds until the next try. @default none is waited for */
  readonly retryIn?: number | undefined;
  /** The last act of each branch. */
  readonly acts: ReadonlyMap<string, ActState>;
  /** Ids of those that this page asked for and that are not put away. */
  readonly mine: ReadonlySet<string>;
}

let current: Known = { link: 'loading', acts: new Map(), mine: new Set() };
const listeners: (() => void)[] = [];

export function known(): Known {
  return current;
}

/** Each listener is called after each change. */
export function onChange(listener: () => void): void {
  listeners.push(listener);
}

export function change(what: Partial<Known>): void {
  current = { ...current, ...what };
  for (const listener of listeners) listener();
}

export function rowOf(id: string): PreviewRow | undefined {
  return current.state?.previews.find((row) => row.id === id);
}

/** What goes on with a branch, or ended lately. */
export function actOf(branch: string): ActState | undefined {
  return current.acts.get(branch);
}

export function may(verb: string): boolean {
  return current.state?.verbs.some((one) => one === verb) ?? false;
}
