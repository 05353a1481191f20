import { type GalleryApp, lines } from '../app';

/** https://nextjs.org/docs/app/api-reference/cli/create-next-app (2026-11). */
export const next: GalleryApp = {
  name: 'Next.js',
  made: 'create-next-app 16.4.3',
  folder: 'nextstart',
  async make(bench) {
    await bench.generate('create-next-app@16.4.3', 'nextstart', '--empty', '--yes', '--use-npm', '--ts', '--app');
  },
  pages: { '/': /Hello world/i },
};

/** https://vite.dev/guide (2026-11). */
export const vite: GalleryApp = {
  name: 'Vite, React',
  made: 'create-vite 9.3.0',
  folder: 'vitestart',
  async make(bench) {
    await bench.generate('create-vite@9.3.0', 'vitestart', '--template', 'react-ts', '--no-interactive');
    await bench.run('vitestart', 'npm', 'install');
  },
  pages: { '/': /<div id="root">/, '/a/path/of/the/browser': /<div id="root">/ },
};

/** https://svelte.dev/docs/cli/sv-create, https://svelte.dev/docs/kit/adapter-node (2026-11). */
export const sveltekit: GalleryApp = {
  name: 'SvelteKit, adapter-node',
  made: 'sv 0.17.1',
  folder: 'svelstart',
  async make(bench) {
    await bench.generate(
      ...['sv@0.17.1', 'create', 'svelstart', '--template', 'minimal', '--types', 'ts'],
      ...['--add', 'sveltekit-adapter=adapter:node', '--install', 'npm'],
    );
  },
  pages: { '/': /Welcome to SvelteKit/ },
};

/**
 * https://docs.astro.build/en/install-and-setup/#manual-setup, https://docs.astro.build/en/guides/integrations-guide/node/ (2026-11). Its
 * generator copies a template from GitHub. Astro 6 and later need Node 22.
 */
export const astro: GalleryApp = {
  name: 'Astro, node adapter',
  made: 'guide, astro 5.18.0, @astrojs/node 9.5.5',
  folder: 'astrostart',
  async make(bench) {
    bench.write('astrostart', {
      'package.json': JSON.stringify({
        ...{ name: 'astrostart', type: 'module', version: '0.0.1', private: true },
        scripts: { dev: 'astro dev', build: 'astro build', preview: 'astro preview' },
      }),
      'astro.config.mjs': lines(
        "import { defineConfig } from 'astro/config';",
        "import node from '@astrojs/node';",
        "export default defineConfig({ output: 'server', adapter: node({ mode: 'standalone' }) });",
      ),
      'tsconfig.json': '{ "extends": "astro/tsconfigs/base" }\n',
      '.gitignore': 'dist/\n.astro/\nnode_modules/\n.env\n',
      'src/pages/index.astro': lines(
        '---',
        "const word = Astro.url.searchParams.get('word') ?? 'World';",
        '---',
        '<html lang="en"><head><title>Astro</title></head><body><h1>Hello, {word}!</h1></body></html>',
      ),
    });
    await bench.run('astrostart', 'npm', 'install', '--save-exact', 'astro@5.18.0', '@astrojs/node@9.5.5');
  },
  pages: { '/': /Hello, World!/, '/?word=Gallery': /Hello, Gallery!/ },
};

/** https://reactrouter.com/start/framework/custom (2026-11). Its generator copies a template from GitHub. React Router 8 needs Node 22. */
export const reactRouter: GalleryApp = {
  name: 'React Router',
  made: 'guide, @react-router/dev 7.18.4',
  folder: 'routestart',
  async make(bench) {
    bench.write('routestart', {
      'package.json': JSON.stringify({
        ...{ name: 'routestart', private: true, type: 'module' },
        scripts: {
          build: 'react-router build',
          dev: 'react-router dev',
          start: 'react-router-serve ./build/server/index.js',
        },
      }),
      '.gitignore': '/node_modules/\n/.react-router/\n/build/\n',
      'vite.config.ts': lines(
        "import { reactRouter } from '@react-router/dev/vite';",
        "import { defineConfig } from 'vite';",
        'export default defineConfig({ plugins: [reactRouter()] });',
      ),
      'app/routes.ts': lines(
        "import { type RouteConfig, index } from '@react-router/dev/routes';",
        "export default [index('./home.tsx')] satisfies RouteConfig;",
      ),
      'app/root.tsx': lines(
        "import { Outlet, Scripts } from 'react-router';",
        'export default function App() {',
        '  return <html lang="en"><head><title>Router</title></head><body><Outlet /><Scripts /></body></html>;',
        '}',
      ),
      'app/home.tsx': lines(
        'export function loader() { return { from: "the server" }; }',
        'export default function Home({ loaderData }: { loaderData: { from: string } }) {',
        '  return <h1>Hello from {loaderData.from}</h1>;',
        '}',
      ),
    });
    await bench.run(
      ...([
        'routestart',
        'npm',
        'install',
        '--save-exact',
        'react-router@7.18.4',
        '@react-router/node@7.18.4',
      ] as const),
      ...['@react-router/serve@7.18.4', 'react@19.2.0', 'react-dom@19.2.0', 'isbot@5.1.31'],
    );
    await bench.run(
      'routestart',
      'npm',
      'install',
      '--save-dev',
      '--save-exact',
      '@react-router/dev@7.18.4',
      'vite@7.3.8',
    );
  },
  pages: { '/': /Hello from (?:<!-- -->)?the server/ },
};

/** https://nuxt.com/docs/getting-started/installation (2026-11). Its generator copies a template from GitHub. Nuxt 4.4 and later need Node 22. */
export const nuxt: GalleryApp = {
  name: 'Nuxt',
  made: 'guide, nuxt 4.3.1',
  folder: 'nuxtstart',
  async make(bench) {
    bench.write('nuxtstart', {
      'package.json': JSON.stringify({
        ...{ name: 'nuxtstart', type: 'module', private: true },
        scripts: {
          ...{ build: 'nuxt build', dev: 'nuxt dev', generate: 'nuxt generate', preview: 'nuxt preview' },
          postinstall: 'nuxt prepare',
        },
      }),
      'nuxt.config.ts': "export default defineNuxtConfig({ compatibilityDate: '2026-01-01' })\n",
      '.gitignore': '.output\n.data\n.nuxt\n.nitro\n.cache\ndist\nnode_modules\n.env\n',
      'app/app.vue': '<template>\n  <h1>Hello from Nuxt</h1>\n</template>\n',
      'server/api/hello.ts': "export default defineEventHandler(() => ({ hello: 'world' }))\n",
    });
    await bench.run('nuxtstart', 'npm', 'install', '--save-exact', 'nuxt@4.3.1', 'vue@3.5.45');
  },
  pages: { '/': /Hello from Nuxt/, '/api/hello': /"hello":\s*"world"/ },
};
