/** Who installs the packages of a repository. */
export type PackageManagerName = 'npm' | 'yarn' | 'yarn-classic' | 'pnpm' | 'bun';

export interface PackageManager {
  readonly name: PackageManagerName;
  /** Installs exactly what the lock file says. */
  readonly install: string;
  /** Runs a script of package.json. */
  readonly run: (script: string) => string;
  /** What stands before the name of an installed program. */
  readonly execute: string;
  /** Adds a development dependency. */
  readonly add: string;
  /** Node brings it along switched off. */
  readonly corepack: boolean;
}

const managers: Readonly<Record<PackageManagerName, Omit<PackageManager, 'name'>>> = {
  npm: {
    install: 'npm ci',
    run: (script) => (script === 'test' ? 'npm test' : `npm run ${script}`),
    execute: 'npx',
    add: 'npm install --save-dev',
    corepack: false,
  },
  yarn: {
    install: 'yarn install --immutable',
    run: (script) => `yarn run ${script}`,
    execute: 'yarn run',
    add: 'yarn add --dev',
    corepack: true,
  },
  'yarn-classic': {
    install: 'yarn install --frozen-lockfile',
    run: (script) => `yarn run ${script}`,
    execute: 'npx',
    add: 'yarn add --dev',
    corepack: true,
  },
  pnpm: {
    install: 'pnpm install --frozen-lockfile',
    run: (script) => `pnpm run ${script}`,
    execute: 'pnpm exec',
    add: 'pnpm add --save-dev',
    corepack: true,
  },
  // https://bun.sh/docs/cli/install (2026-11).
  bun: {
    install: 'bun install --frozen-lockfile',
    run: (script) => `bun run ${script}`,
    execute: 'bunx',
    add: 'bun add --dev',
    corepack: false,
  },
};

export function packageManager(name: PackageManagerName): PackageManager {
  return { name, ...managers[name] };
}

/** By `packageManager` in package.json when it is there, else by the lock file. */
export function packageManagerOf(files: readonly string[], declared: string | undefined): PackageManager {
  if (declared?.startsWith('pnpm@')) return packageManager('pnpm');
  if (declared?.startsWith('yarn@')) return packageManager(declared.startsWith('yarn@1.') ? 'yarn-classic' : 'yarn');
  if (declared?.startsWith('bun@')) return packageManager('bun');
  if (declared?.startsWith('npm@') || files.includes('package-lock.json')) return packageManager('npm');
  if (files.includes('pnpm-lock.yaml') || files.includes('pnpm-workspace.yaml')) return packageManager('pnpm');
  if (files.includes('yarn.lock')) return packageManager(files.includes('.yarnrc.yml') ? 'yarn' : 'yarn-classic');
  return packageManager(files.includes('bun.lock') || files.includes('bun.lockb') ? 'bun' : 'npm');
}
