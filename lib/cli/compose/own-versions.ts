import { dirname } from 'node:path';
import type { ProgramVersions } from '../../init/first-files';
import { ownSource } from '../../machine/own-source';

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The version of this program, what it stands on, and where it came from. */
export async function ownVersions(): Promise<ProgramVersions> {
  const { version, peerDependencies } = require('preview-stacks/package.json') as OwnPackage;
  const root = dirname(require.resolve('preview-stacks/package.json'));
  const source = await ownSource(root, 'preview-stacks', version);
  return { program: version, peers: peerDependencies, ...(source && { source }) };
}
