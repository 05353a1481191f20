import { firstText, hasPackage, scriptNames } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * In framework mode the build writes `build/client` and `build/server`; `react-router-serve ./build/server/index.js` listens on HOST and
 * PORT, all addresses and 3000 without them. With `ssr: false` there is no server. https://reactrouter.com/api/other-api/serve,
 * @react-router/serve 7.18.4 (2026-11).
 */
export const reactRouter: Framework = async (app) => {
  if (!hasPackage(app, '@react-router/dev')) return undefined;
  const config = await firstText(app, scriptNames('react-router.config'));
  if (/\bssr\s*:\s*false/.test(config)) return staticSite('React Router', 'build/client', app, { singlePage: true });
  const [, folder = 'build'] = /buildDirectory\s*:\s*['"](?:\.\/)?([^'"]+?)\/?['"]/.exec(config) ?? [];
  return {
    framework: 'React Router',
    kind: 'node',
    buildOutput: [folder],
    ...(hasPackage(app, '@react-router/serve') && { start: `npx react-router-serve ./${folder}/server/index.js` }),
    port: 3000,
    notes: [],
  };
};
