import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './demo/program';

export interface Release {
  /** The text of package.json. */
  readonly manifest: string;
  /** The text of CHANGELOG.md. */
  readonly changes: string;
  /** The tag that was pushed. */
  readonly tag: string;
  /** `owner/name` of the repository on GitHub. */
  readonly repository: string;
}

/** What keeps a release from being published, each with what to do. */
export function faultsOfRelease({ manifest, changes, tag, repository }: Release): readonly string[] {
  const { version, repository: named } = JSON.parse(manifest) as {
    version: string;
    repository?: string | { url?: string };
  };
  const address = (typeof named === 'string' ? named : named?.url)?.replace(/\.git$/, '');
  return [
    ...(tag === `v${version}` ? [] : [`The tag is ${tag}, and package.json says ${version}.`]),
    ...(address === `github:${repository}` || address?.endsWith(`github.com/${repository}`)
      ? []
      : [`package.json does not name this repository. Run: npm pkg set repository=github:${repository}`]),
    ...(changes.split('\n').some((line) => line === `## ${version}` || line.startsWith(`## ${version} `))
      ? []
      : [`CHANGELOG.md has no heading "## ${version}".`]),
  ];
}

if (require.main === module) {
  const read = (name: string) => readFileSync(join(packageRoot, name), 'utf8');
  const faults = faultsOfRelease({
    manifest: read('package.json'),
    changes: read('CHANGELOG.md'),
    tag: process.env.TAG ?? '',
    repository: process.env.REPOSITORY ?? '',
  });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
