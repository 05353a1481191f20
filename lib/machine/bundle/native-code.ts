import type { BundleFile } from './content-hash';

/** What a file with native code runs on. */
export interface NativeCode {
  readonly os: 'linux' | 'darwin' | 'win32';
  /** As Node.js calls it where it knows it. */
  readonly cpu: string;
}

/** `e_machine` of the ELF specification (elf.h of glibc); a number that is not here is shown as it is. */
const elfMachines: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** `cputype` of Mach-O headers (mach/machine.h). */
const machCpus: Readonly<Record<number, string>> = { 16777223: 'x64', 16777228: 'arm64' };

/** Enough of a file to tell. */
const headerBytes = 20;

/** Texts, whatever they hold: to open each of a hundred thousand files takes minutes. */
const texts =
  /\.(?:[cm]?[jt]sx?|json5?|map|md|markdown|txt|html?|css|s[ac]ss|less|ya?ml|toml|xml|svg|png|jpe?g|gif|webp|woff2?|ttf|eot|pyi?|pyc|flow|lock|vue|svelte|h|hpp|cc?|cpp|gypi?|tsbuildinfo)$|(?:^|\/)(?:LICEN[CS]E|README|CHANGELOG|METADATA|RECORD|WHEEL)[^/]*$/i;

/** What a file's native code runs on; undefined when it is none. */
export async function nativeCodeIn(file: BundleFile): Promise<NativeCode | undefined> {
  if ((file.mode & 0o170000) === 0o120000 || texts.test(file.name)) return undefined;
  return nativeCodeOf(await headOf(file), file.name);
}

async function headOf(file: BundleFile): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of file.read()) {
    head = Buffer.concat([head, chunk.subarray(0, headerBytes - head.length)]);
    if (head.length >= headerBytes) break;
  }
  return head;
}

/** By its first bytes. Programs of Windows begin with two letters that texts may have too: those count in add-ons only. */
export function nativeCodeOf(head: Buffer, name: string): NativeCode | undefined {
  if (head.length < headerBytes) return undefined;
  const magic = head.readUInt32BE(0);
  if (magic === 0x7f454c46) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return { os: 'linux', cpu: elfCpu(machine, head[4] === 2) };
  }
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) {
    const cpu = head.readUInt32LE(4);
    return { os: 'darwin', cpu: machCpus[cpu] ?? `processor ${cpu}` };
  }
  // A class of Java begins as a Mach-O of several processors does.
  if (magic === 0xcafebabe && /\.(?:node|dylib)$/.test(name)) return { os: 'darwin', cpu: 'several processors' };
  return head.toString('latin1', 0, 2) === 'MZ' && name.endsWith('.node') ? { os: 'win32', cpu: 'Windows' } : undefined;
}

/** 32-bit code of a 64-bit processor needs libraries that instances lack. */
function elfCpu(machine: number, wide: boolean): string {
  const name = elfMachines[machine] ?? `machine ${machine}`;
  return wide || !/^(?:x64|arm64)$/.test(name) ? name : `${name}, 32 bits`;
}
