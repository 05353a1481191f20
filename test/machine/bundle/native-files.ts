import type { BundleFile } from '../../../lib/machine/bundle/content-hash';

/** The beginning of a file with native code: enough of the header, and a little more. */
export function codeFor(what: 'x64' | 'arm64' | 'arm' | 'x32' | 'mac' | 'windows'): Buffer {
  const bytes = Buffer.alloc(64);
  if (what === 'mac') bytes.writeUInt32BE(0xcffaedfe, 0);
  else if (what === 'windows') bytes.write('MZ');
  else {
    bytes.writeUInt32BE(0x7f454c46, 0);
    bytes[4] = what === 'arm' || what === 'x32' ? 1 : 2;
    bytes[5] = 1;
    bytes.writeUInt16LE({ x64: 62, x32: 62, arm64: 183, arm: 40 }[what], 18);
  }
  if (what === 'mac') bytes.writeUInt32LE(0x01000007, 4);
  return bytes;
}

export function fileOf(name: string, bytes: Buffer, mode = 0o100644): BundleFile {
  return {
    ...{ name, mode },
    read: async function* () {
      yield bytes;
    },
  };
}
