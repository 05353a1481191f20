import type { BundleFile } from '../bundle/content-hash';
import { byName } from '../bundle/content-hash';
import { type PackDependencies, type PackedDependencies, packNode } from './pack-node';
import { packPython } from './pack-python';

/** The dependencies of a service, ready for its bundle. */
export function packDependencies(request: PackDependencies, platform: string): Promise<PackedDependencies> {
  return request.decision.language === 'python' ? packPython(request, platform) : packNode(request);
}

/** The files of the app and its dependencies, by name. What the app's build wrote into node_modules comes before what was installed there. */
export function joined(app: readonly BundleFile[], { files, withoutFiles }: PackedDependencies): BundleFile[] {
  const all = new Map(files.map((file) => [file.name, file] as const));
  for (const file of app) if (!withoutFiles.includes(file.name)) all.set(file.name, file);
  return [...all.values()].sort(byName);
}
