import { type GalleryApp, lines } from '../app';
import type { Bench } from '../bench';

interface Manager {
  readonly name: string;
  readonly version: string;
  /** How a package asks for another one of the repository. */
  readonly range: string;
  /** Files at the top besides package.json. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * https://docs.npmjs.com/cli/using-npm/workspaces, https://pnpm.io/workspaces, https://classic.yarnpkg.com/en/docs/workspaces (2026-11): an app and a
 * package of the repository that it asks for, which no registry has.
 */
function workspace({ name, version, range, files }: Manager): GalleryApp {
  const folder = `${name}space`;
  return {
    name: `${name} workspaces, Express`,
    made: `guide, ${name} ${version}`,
    folder,
    async make(bench: Bench) {
      bench.write(folder, {
        'package.json': JSON.stringify({
          ...{ name: folder, private: true, workspaces: ['apps/*', 'packages/*'] },
          ...(name !== 'npm' && { packageManager: `${name}@${version}` }),
        }),
        '.gitignore': 'node_modules/\n',
        'packages/greeting/package.json': JSON.stringify({
          name: '@gallery/greeting',
          version: '1.0.0',
          main: 'index.js',
        }),
        'packages/greeting/index.js': "exports.greeting = () => 'Hello from a package of the repository';\n",
        'apps/web/package.json': JSON.stringify({
          ...{ name: 'web', version: '1.0.0', private: true, scripts: { start: 'node server.js' } },
          dependencies: { '@gallery/greeting': range, express: '4.21.2' },
        }),
        'apps/web/server.js': lines(
          "const express = require('express');",
          "const { greeting } = require('@gallery/greeting');",
          'const app = express();',
          "app.get('/', (req, res) => res.send(greeting()));",
          'app.listen(process.env.PORT || 3000);',
        ),
        ...files,
      });
      if (name === 'npm') await bench.run(folder, 'npm', 'install');
      else await bench.run(folder, 'npx', '--yes', `${name}@${version}`, 'install');
    },
    pages: { '/': /^Hello from a package of the repository$/ },
  };
}

export const workspaces: readonly GalleryApp[] = [
  workspace({ name: 'npm', version: "Node's", range: '1.0.0', files: {} }),
  workspace({
    ...{ name: 'pnpm', version: '10.20.0', range: 'workspace:*' },
    files: { 'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n  - 'packages/*'\n" },
  }),
  workspace({ name: 'yarn', version: '1.22.22', range: '1.0.0', files: {} }),
];
