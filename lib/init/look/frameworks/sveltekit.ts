import { firstText, hasPackage, scriptNames } from '../app-sources';
import { type Framework, staticSite } from './framework';

/**
 * adapter-node writes `build`, or `out`; `node build` listens on HOST and PORT, 0.0.0.0 and 3000 without them, and takes every request for
 * https unless PROTOCOL_HEADER names the header that knows: forms would be refused as of another site. adapter-auto has no Node server.
 * https://svelte.dev/docs/kit/adapter-node, @sveltejs/adapter-node 5.5.7 and 6.0.1, starter of sv 0.17.1, whose adapter is in vite.config (2026-11).
 */
export const sveltekit: Framework = async (app) => {
  if (!hasPackage(app, '@sveltejs/kit')) return undefined;
  const configs = [
    await firstText(app, scriptNames('svelte.config')),
    await firstText(app, scriptNames('vite.config')),
  ];
  if (hasPackage(app, '@sveltejs/adapter-static')) return staticSite('SvelteKit', 'build', app, { singlePage: true });
  const kit = { ...app.node?.devDependencies, ...app.node?.dependencies }['@sveltejs/kit'] ?? '';
  // adapter-node 6 asks for SvelteKit 3, and npm refuses it beside 2 (npm view @sveltejs/adapter-node@6.0.1 peerDependencies, 2026-11).
  const adapter = `@sveltejs/adapter-node${/^\D*2\b/.test(kit) ? '@5' : ''}`;
  const [, folder = 'build'] = /\bout\s*:\s*['"]([^'"]+)['"]/.exec(configs.join('\n')) ?? [];
  return {
    framework: 'SvelteKit',
    kind: 'node',
    buildOutput: [folder],
    start: `node ${folder}`,
    environment: { PROTOCOL_HEADER: 'x-forwarded-proto' },
    port: 3000,
    notes: hasPackage(app, '@sveltejs/adapter-node')
      ? []
      : [
          `SvelteKit has no adapter here that builds a server for Node, so its build writes no '${folder}': \`npm install --save-dev ${adapter}\`, and name it as the adapter where its configuration names another.`,
        ],
  };
};
