import { isRecord } from '../../settings/layers/tree';
import { type Machine, machineName } from '../dependencies/instance-machine';
import type { PlacedPackage } from '../dependencies/place-packages';
import type { BundleFile } from './content-hash';
import { type Finding, refusal } from './finding';
import { type NativeFile, namesMachine, runsOn } from './wrong-machine';

/** Programs that make or download native code when a package is installed. */
const builders = /\b(?:node-gyp(?!-build)|prebuild-install|node-pre-gyp|cmake-js|napi build|cargo)\b/;

/**
 * Packages without which the service does nothing, whose native code for the instance is not there: an install script would have made or
 * downloaded it, or the lock file names none for the instance. They would fail when they are loaded. Each
 * becomes a PreviewError.
 */
export function notBuilt(
  packages: readonly PlacedPackage[],
  {
    files,
    natives,
    machine,
  }: { readonly files: readonly BundleFile[]; readonly natives: readonly NativeFile[]; readonly machine: Machine },
): Finding[] {
  const withGyp = new Set(files.flatMap(({ name }) => (name.endsWith('/binding.gyp') ? [name.slice(0, -12)] : [])));
  const seen = new Set<unknown>();
  return packages.flatMap(({ path, name, needed, from }) => {
    if (!needed || seen.has(from)) return [];
    seen.add(from);
    const lacking = lackedFor(from, machine);
    if (lacking !== undefined) return [lacks(path, lacking, machine)];
    const { scripts } = from.manifest;
    const script = isRecord(scripts)
      ? ['preinstall', 'install', 'postinstall'].map((key) => scripts[key]).join(' ')
      : '';
    const builds = builders.test(script) || (withGyp.has(path) && !/node-gyp-build/.test(script));
    const built = natives.some((native) => native.file.startsWith(`${path}/`) && runsOn(native, machine));
    const brought = [...from.needs.keys()].some((one) => namesMachine(one, machine));
    return builds && !built && !brought ? [unbuilt(path, name, machine)] : [];
  });
}

/** The one of its optional packages that is for the instance, where it has such ones and none of them is there. */
function lackedFor(from: PlacedPackage['from'], machine: Machine): string | undefined {
  const there = [...from.needs.keys()].some((name) => namesMachine(name, machine));
  return there ? undefined : from.lacks.find((name) => namesMachine(name, machine));
}

function lacks(path: string, lacking: string, machine: Machine): Finding {
  return refusal('dependencies-not-built', path, {
    message: `has no native code for ${machineName(machine)}: the lock file does not name ${lacking}`,
    hint: 'Remove node_modules and the lock file, install again and commit the new lock file: npm leaves out the packages of other machines when node_modules is there.',
  });
}

function unbuilt(path: string, name: string, machine: Machine): Finding {
  return refusal('dependencies-not-built', path, {
    message: `has no native code for ${machineName(machine)}: an install script makes or downloads it, which is for the machine that it runs on`,
    hint: `Take a version or another package that brings it (bcrypt from 6 does), let the \`build\` write it and name it in \`buildOutput\` ('node_modules/${name}/build'), or set \`dependencies: 'instance'\`.`,
  });
}
