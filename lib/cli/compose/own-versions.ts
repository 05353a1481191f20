import { dirname } from 'node:path';
import type { ProgramVersions } from '../../init/first-files';
import { ownSource } from '../../machine/own-source';

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** The version of this program, what it stands on, and where it came from. */
export async function ownVersions(): Promise<ProgramVersions> {
  const { version, peerDependencies, peerDependenciesMeta } = require('preview-stacks/package.json') as OwnPackage;
  const root = dirname(require.resolve('preview-stacks/package.json'));
  const source = await ownSource(root, 'preview-stacks', version);
  // Those that a single command loads are installed by who uses it.
  const needed = Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta[name]?.optional);
  return { program: version, peers: Object.fromEntries(needed), ...(source && { source }) };
}
