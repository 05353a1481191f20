import type { BundleFile } from './content-hash';
import { type NativeCode, nativeCodeOf } from './native-code';

/** Larger ones exist (torch), and are not looked into: pip refuses a wheel whose name says another machine. */
const largest = 256 * 1024 * 1024;

/** The native code in a wheel, which is a zip. Nothing of what cannot be read: pip reports it. */
export async function* wheelFiles(
  file: BundleFile,
): AsyncIterable<{ readonly inside: string; readonly code: NativeCode }> {
  const bytes = await whole(file);
  if (bytes === undefined) return;
  const { fromBufferPromise } = await import('yauzl');
  try {
    const zip = await fromBufferPromise(bytes);
    for await (const entry of zip.eachEntry()) {
      if (!/\.(?:so|dylib|pyd)(?:\.[\d.]+)?$|\/bin\/[^/]+$/.test(entry.fileName)) continue;
      const stream = await zip.openReadStreamPromise(entry);
      let head = Buffer.alloc(0);
      for await (const chunk of stream) {
        head = Buffer.concat([head, chunk as Buffer]);
        if (head.length >= 20) break;
      }
      const code = nativeCodeOf(head, entry.fileName);
      if (code) yield { inside: entry.fileName, code };
    }
  } catch {
    // Its directory, a name, a method or an offset is one that no reader takes.
  }
}

async function whole(file: BundleFile): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.read()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) return undefined;
  }
  return Buffer.concat(chunks);
}
