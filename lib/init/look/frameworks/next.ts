import { firstText, hasPackage, scriptNames } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * `next build` writes `.next`, or `distDir`; `next start` listens on PORT, 3000 without it. With `output: 'standalone'` the server is
 * `.next/standalone/server.js`, which holds neither `public` nor `.next/static`, and listens on HOSTNAME; with `output: 'export'` there is none.
 * https://nextjs.org/docs/app/api-reference/config/next-config-js/output; create-next-app 16.4.3 (2026-11).
 */
export const next: Framework = async (app) => {
  if (!hasPackage(app, 'next')) return undefined;
  const config = await firstText(app, scriptNames('next.config'));
  const [, folder = '.next'] = /distDir\s*:\s*['"]([^'"]+)['"]/.exec(config) ?? [];
  const [, output] = /output\s*:\s*['"](standalone|export)['"]/.exec(config) ?? [];
  // `next start` serves neither of the two.
  if (output === 'export') return { ...staticSite('Next.js', 'out', app, { singlePage: false }), startAlways: true };
  const plan = { framework: 'Next.js', kind: 'node' as const, buildOutput: [folder], port: 3000, notes: [] };
  if (output === undefined) return { ...plan, start: 'npx next start' };
  return {
    ...plan,
    afterBuild: [
      ...(app.own.includes('public') ? [`cp -r public ${folder}/standalone/`] : []),
      `cp -r ${folder}/static ${folder}/standalone/${folder}/`,
    ],
    start: `node ${folder}/standalone/server.js`,
    startAlways: true,
    environment: { HOSTNAME: '0.0.0.0' },
  };
};
