import { firstText, hasPackage, scriptNames } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * `vite build` writes `dist`, or `build.outDir`; `vite preview` is "not designed as a production server".
 * https://vite.dev/guide/static-deploy, starter of create-vite 9.3.0 (2026-11).
 */
export const vite: Framework = async (app) => {
  if (!hasPackage(app, 'vite') || !app.own.includes('index.html')) return undefined;
  const config = await firstText(app, scriptNames('vite.config'));
  const [, folder = 'dist'] = /outDir\s*:\s*['"](?:\.\/)?([^'"]+?)\/?['"]/.exec(config) ?? [];
  return staticSite('Vite', folder, app, { singlePage: true });
};
