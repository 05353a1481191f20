import { type Machine, machineName } from '../dependencies/instance-machine';
import type { BundleFile } from './content-hash';
import { type Finding, refusal } from './finding';
import { type NativeCode, nativeCodeIn } from './native-code';
import { wheelFiles } from './wheel-files';

/** A file of a bundle with native code. */
export interface NativeFile {
  readonly file: string;
  readonly code: NativeCode;
  readonly whose: Owner;
}

interface Owner {
  /** As people name it: a package, or a folder of the app. */
  readonly name: string;
  readonly kind: 'npm' | 'python' | 'app';
  /** The file's path in it. */
  readonly inside: string;
}

/** Where the files of a bundle come from: its dependencies were installed for the instance, or not, or all of it is a zip of others. */
export type Origin = 'packed' | 'folder' | 'zip';

export interface WrongMachine {
  /** One for each package; each becomes a PreviewError. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
}

/**
 * Native code that the instance cannot run. What the app surely loads is refused: an add-on, or a module of Python, whose path names no machine.
 * All else is a warning, for it cannot be known: packages bring programs for one system alone, and do without an add-on when none fits.
 * Of a ready zip all is a warning: the one who made it has run it.
 *
 * Many packages hold the same code for several machines and choose when they are loaded. A file for another machine is fine when its path says
 * so (`prebuilds/linux-x64/…`) and the package holds code for the right one as well, and when a file of the same name, less the names of
 * machines, is there for the right one. Packages that differ by the name of a machine alone (`@img/sharp-linux-x64`, `-linux-arm64`) count as one.
 */
export function wrongMachine(natives: readonly NativeFile[], machine: Machine, origin: Origin): WrongMachine {
  const families = new Map<string, NativeFile[]>();
  for (const native of natives) {
    const family = `${native.whose.kind} ${neutral(native.whose.name)}`;
    const known = families.get(family);
    if (known) known.push(native);
    else families.set(family, [native]);
  }
  const loaded: Finding[] = [];
  const doubtful: NativeFile[][] = [];
  for (const family of families.values()) {
    const right = family.filter((one) => runsOn(one, machine));
    const names = new Set(right.map(neutralName));
    const wrong = family.filter((one) => {
      if (fits(one.code, machine)) return false;
      return saysItsMachine(one) ? right.length === 0 : !names.has(neutralName(one));
    });
    const surely = wrong.filter(isLoaded);
    if (surely.length > 0) loaded.push(findingOf(surely, machine, origin));
    else if (wrong.length > 0) doubtful.push(wrong);
  }
  const warnings = doubtful.length === 0 ? [] : [warningOf(doubtful, machine)];
  if (origin !== 'zip') return { findings: loaded, warnings };
  return {
    findings: [],
    warnings: [...loaded.map(({ path, message, hint }) => `${path} ${message}. ${hint}`), ...warnings],
  };
}

/** The native code of a bundle, wheels looked into. */
export async function nativeFilesOf(files: readonly BundleFile[]): Promise<NativeFile[]> {
  const natives: NativeFile[] = [];
  for (const file of files) for await (const native of nativeFiles(file)) natives.push(native);
  return natives;
}

/** Other systems leave these out wherever they are found, and ask for no code in their place. */
const ofOneSystem = new Set(['fsevents']);

/** These, or the packages that ask for them, go on in JavaScript where the add-on cannot be loaded (bufferutil: its index.js, read 2026-11-27; the others from memory). */
const notNeeded = new Set(['bufferutil', 'utf-8-validate', 'cpu-features', 'ssh2', 'dtrace-provider']);

function isLoaded(native: NativeFile): boolean {
  const { kind, name, inside } = native.whose;
  if (saysItsMachine(native) || notNeeded.has(name)) return false;
  return inside.endsWith('.node') || (kind === 'python' && /\.so(?:\.[\d.]+)?$/.test(inside));
}

async function* nativeFiles(file: BundleFile): AsyncIterable<NativeFile> {
  if (file.name.endsWith('.whl')) {
    const [name = ''] = (file.name.split('/').at(-1) ?? '').split('-');
    for await (const { inside, code } of wheelFiles(file)) {
      yield { file: `${file.name}/${inside}`, code, whose: { name, kind: 'python', inside } };
    }
    return;
  }
  const code = await nativeCodeIn(file);
  const whose = ownerOf(file.name);
  if (code && !ofOneSystem.has(whose.name)) yield { file: file.name, code, whose };
}

/** The innermost package of a path. */
function ownerOf(path: string): Owner {
  const [, name, inside] = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path) ?? [];
  if (name !== undefined && inside !== undefined) return { name, kind: 'npm', inside };
  const [, python, rest] = /^(?:.*\/)?site-packages\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (python !== undefined && rest !== undefined) return { name: python, kind: 'python', inside: rest };
  return { name: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '', kind: 'app', inside: path };
}

/** Names of machines, systems and C libraries in paths, as packages write them. */
const words =
  'x64|x86[-_]64|amd64|x86|ia32|i[36]86|arm64|aarch64|armv[678]l?|armhf|arm|ppc64(?:le)?|s390x|riscv64|loong64|linux|linuxmusl|musl(?:eabihf)?|glibc|gnu(?:eabihf)?|darwin|mac|macosx?|osx|win|win32|win64|windows|android|freebsd|debian|rhel';
const machineWord = new RegExp(`(?<![a-z0-9])(?:${words})(?![a-z0-9])`, 'gi');
const processorWord =
  /(?<![a-z0-9])(?:x64|x86[-_]64|amd64|x86|ia32|i[36]86|arm64|aarch64|armv[678]l?|armhf|arm|ppc64(?:le)?|s390x|riscv64|loong64|darwin|mac|macosx?|osx|win|win32|win64|windows|android|freebsd)(?![a-z0-9])/i;
/** ELF as well, and not for an instance. */
const otherSystem = /(?<![a-z0-9])(?:android|freebsd|openbsd|netbsd)(?![a-z0-9])/i;
const musl = /musl/i;

function neutral(text: string): string {
  return text.replace(machineWord, '').replace(/[-_./]+/g, '-');
}

/** Builds put the version of a library behind its name. */
function neutralName({ whose }: NativeFile): string {
  return neutral(whose.inside.split('/').at(-1) ?? '');
}

function saysItsMachine({ whose }: NativeFile): boolean {
  return processorWord.test(whose.kind === 'app' ? whose.inside : `${whose.name}/${whose.inside}`);
}

function fits({ os, cpu }: NativeCode, machine: Machine): boolean {
  return os === machine.os && (cpu === machine.cpu || cpu === 'several processors');
}

/** Whether the instance can run it: ELF is also what Android and FreeBSD have, and what needs another C library. */
export function runsOn({ code, whose }: NativeFile, machine: Machine): boolean {
  const path = `${whose.name}/${whose.inside}`;
  return fits(code, machine) && !otherSystem.test(path) && (machine.musl || !musl.test(path));
}

/** Whether the name of a package says that it holds the code for a machine (`@img/sharp-linux-arm64`). */
export function namesMachine(name: string, { os, cpu, musl: wantsMusl }: Machine): boolean {
  const words = name.split(/[^A-Za-z0-9]+/);
  return words.some((word) => word.replace('musl', '') === os) && words.includes(cpu) && musl.test(name) === wantsMusl;
}

function findingOf(wrong: readonly NativeFile[], machine: Machine, origin: Origin): Finding {
  const [first] = wrong as [NativeFile];
  const { whose } = first;
  const more = wrong.length === 1 ? '' : ` (and ${wrong.length - 1} more of it)`;
  const of = whose.kind === 'app' ? '' : `of the package ${whose.name} `;
  return refusal('wrong-machine', first.file, {
    message: `${of}is native code for ${machinesOf(wrong)}, and the instance is ${machineName(machine)}${more}`,
    hint: fixFor(wrong, machine, origin),
  });
}

function machinesOf(files: readonly NativeFile[]): string {
  const found = files.map(({ code }) => (code.os === 'win32' ? code.cpu : `${code.os}-${code.cpu}`));
  return [...new Set(found)].join(', ');
}

/** Those that are shown: a folder of packages for development can hold dozens. */
const most = 5;

function warningOf(families: readonly (readonly NativeFile[])[], machine: Machine): string {
  const shown = families.slice(0, most).map((family) => {
    const [{ file, whose }] = family as [NativeFile];
    return `${whose.kind === 'app' ? file : whose.name} (${machinesOf(family)})`;
  });
  const more = families.length > most ? ` and ${families.length - most} more` : '';
  return `the bundle holds native code for other machines, and none for ${machineName(machine)} beside it: ${shown.join(', ')}${more}. That is well where the app does without. Else take a version that brings code for ${machineName(machine)}${otherInstance(families.flat(), machine)}.`;
}

/** Only another processor can be had by another type of instance. */
function otherInstance(wrong: readonly NativeFile[], machine: Machine): string {
  const other = machine.cpu === 'arm64' ? 'x64' : 'arm64';
  if (!wrong.some(({ code }) => fits(code, { ...machine, cpu: other }))) return '';
  return `, or set \`instanceType\` to one with an ${other} processor, such as '${other === 'x64' ? 't3.small' : 't4g.small'}'`;
}

function fixFor(wrong: readonly NativeFile[], machine: Machine, origin: Origin): string {
  const [{ whose }] = wrong as [NativeFile];
  const other = otherInstance(wrong, machine);
  if (whose.name === '.prisma') {
    const target = machine.cpu === 'arm64' ? 'linux-arm64-openssl-3.0.x' : 'rhel-openssl-3.0.x';
    return `Write binaryTargets = ["native", "${target}"] into the generator of the schema and run \`prisma generate\`${other}.`;
  }
  if (origin === 'zip') return `Make the zip with code for ${machineName(machine)}${other}.`;
  if (whose.kind === 'app') {
    return `Build it for ${machineName(machine)}, or name it in .ebignore if the app does not load it${other}.`;
  }
  const version = `ake a version that brings code for ${machineName(machine)}${other}.`;
  return origin === 'packed'
    ? `T${version}`
    : `Set \`dependencies: 'packed'\` and take it out of git and \`buildOutput\`: then it is installed for the instance. Or t${version}`;
}
