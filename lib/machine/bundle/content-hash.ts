import { createHash } from 'node:crypto';

/** One file of a bundle, read when its turn comes. */
export interface BundleFile {
  /** Path in the bundle, with slashes. */
  readonly name: string;
  /** As git knows it: 0o100644, 0o100755 or 0o120000 for a symbolic link. */
  readonly mode: number;
  /** The contents; of a link, its target. */
  read(): AsyncIterable<Buffer>;
}

/** What git would keep of a mode: whether its owner may run it, and whether it is a link. */
export function normalMode(mode: number): number {
  if ((mode & 0o170000) === 0o120000) return 0o120000;
  return (mode & 0o100) === 0 ? 0o100644 : 0o100755;
}

/** Names in the order of their bytes: the same on every computer, whatever its language. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return Buffer.compare(Buffer.from(one.name), Buffer.from(other.name));
}

/**
 * 64 hex digits of sha256 over names, modes and contents, whatever the order in which the files are given. A zip's own bytes differ with the
 * version of zlib (trap 23 of the toolchain), these do not.
 */
export async function contentHash(files: readonly BundleFile[]): Promise<string> {
  const whole = createHash('sha256');
  for (const file of [...files].sort(byName)) {
    const contents = createHash('sha256');
    for await (const chunk of file.read()) contents.update(chunk);
    whole.update(`${file.mode.toString(8)} ${contents.digest('hex')} ${file.name}\0`);
  }
  return whole.digest('hex');
}
