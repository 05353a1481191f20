import type { AppSources } from './app-sources';

/** Where an object is made, and its name. */
interface Found {
  readonly path: string;
  readonly name: string;
}

const likely = /(?:^|\/)(?:app|main|application|wsgi|asgi|server|run|__init__)\.py$/;

/** Looks for the line that makes an object, in the likeliest files first. */
export function objectIn({ sources }: AppSources, pattern: RegExp): Found | undefined {
  const python = [...sources].filter(([path]) => /^[\w/]+\.py$/.test(path));
  for (const [path, text] of [
    ...python.filter(([one]) => likely.test(one)),
    ...python.filter(([one]) => !likely.test(one)),
  ]) {
    const [, name] = pattern.exec(text) ?? [];
    if (name !== undefined) return { path, name };
  }
  return undefined;
}

/** The module of a file, as Python imports it. */
export function moduleOf(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
}
