import { firstText, hasPackage, scriptNames } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * Without an adapter the build writes a static site into `dist`. With @astrojs/node, mode standalone, `node ./dist/server/entry.mjs` listens on
 * HOST and PORT. https://docs.astro.build/en/guides/integrations-guide/node/, @astrojs/node 11.1.6: 8080 without PORT (2026-11).
 */
export const astro: Framework = async (app) => {
  if (!hasPackage(app, 'astro')) return undefined;
  const config = await firstText(app, scriptNames('astro.config'));
  const [, folder = 'dist'] = /outDir\s*:\s*['"](?:\.\/)?([^'"]+?)\/?['"]/.exec(config) ?? [];
  if (!hasPackage(app, '@astrojs/node')) return staticSite('Astro', folder, app, { singlePage: false });
  const middleware = /mode\s*:\s*['"]middleware['"]/.test(config);
  return {
    framework: 'Astro',
    kind: 'node',
    buildOutput: [folder],
    ...(!middleware && { start: `node ./${folder}/server/entry.mjs` }),
    environment: { HOST: '0.0.0.0' },
    port: 8080,
    notes: [],
  };
};
