import type { DatabaseApp, GalleryApp } from './app';
import { astro, next, nuxt, reactRouter, sveltekit, vite } from './makers/built';
import { javascriptDatabases } from './makers/databases';
import { express, fastify, nest } from './makers/javascript';
import { django, pythonDatabases } from './makers/python';
import { sveltekitDrizzle } from './makers/sveltekit-drizzle';
import { workspaces } from './makers/workspaces';

/** As their generators leave them. Of the first ten, at least eight run without an edit. */
export const starters: readonly GalleryApp[] = [
  ...[express, nest, fastify, next, sveltekit, vite, django, astro, reactRouter, nuxt],
  ...workspaces,
];

/** Each deployed from two branches. */
export const databaseApps: readonly DatabaseApp[] = [...javascriptDatabases, sveltekitDrizzle, ...pythonDatabases];
