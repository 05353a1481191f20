import { optionalPackages } from '../../../machine/optional-packages';

/** What serves a page. Its packages are loaded here, for the commands alone that serve one. Throws PreviewError `package-missing`. */
export function loadWeb(command: string) {
  return optionalPackages(command, ['hono', '@hono/node-server'], () => {
    const { startWebServer } =
      require('../../../web/start-web-server') as typeof import('../../../web/start-web-server');
    const { webApp } = require('../../../web/web-app') as typeof import('../../../web/web-app');
    return { startWebServer, webApp };
  });
}
