import { previewKey } from './preview-key';

/** The key of the preview with this id, for whoever knows no more of it than the id: a folder that its stack left behind. */
export function keyOfId(project: string, id: string): string {
  // A plain id is the branch itself; any other ends in the same hash, and begins with as much of the slug or more.
  const hashed = /^(.+)-([0-9a-f]{8})$/.exec(id);
  if (hashed === null) return previewKey(project, id);
  return `${(hashed[1] ?? '').slice(0, 11).replace(/-$/, '')}-${hashed[2]}`;
}
