import type { DatabaseApp, GalleryApp } from './app';
import { astro, next, nuxt, reactRouter, sveltekit, vite } from './makers/built';
import { javascriptDatabases } from './makers/databases';
import { express, fastify, koa, nest } from './makers/javascript';
import { django } from './makers/python';
import { sveltekitDrizzle } from './makers/sveltekit-drizzle';

/** As their generators leave them. Of the first ten, at least eight run without an edit. */
export const starters: readonly GalleryApp[] = [
  ...[express, nest, fastify, next, sveltekit, vite, django, astro, reactRouter, nuxt],
  koa,
];

/** Each deployed from two branches. */
export const databaseApps: readonly DatabaseApp[] = [...javascriptDatabases, sveltekitDrizzle];
