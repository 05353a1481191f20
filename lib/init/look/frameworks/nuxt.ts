import { hasPackage } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * `nuxt build` writes `.output`, with all that it needs; `node .output/server/index.mjs` listens on HOST and PORT, all addresses and 3000
 * without them. `nuxt generate` writes a static site into `.output/public`. https://nuxt.com/docs/getting-started/deployment, nitropack 2.13.6 (2026-11).
 */
export const nuxt: Framework = (app) => {
  if (!hasPackage(app, 'nuxt')) return undefined;
  if (app.node?.scripts.build?.includes('generate')) {
    return staticSite('Nuxt', '.output/public', app, { singlePage: false });
  }
  const start = 'node .output/server/index.mjs';
  return { framework: 'Nuxt', kind: 'node', buildOutput: ['.output'], start, port: 3000, notes: [] };
};
