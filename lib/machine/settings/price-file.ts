import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where a team keeps prices of its own, from the folder of the settings file. */
export const priceFileName = '.preview-stacks/prices.json';

/** A table of prices is some thousand bytes. */
const mostBytes = 1_000_000;

/** The content of the file, or why it cannot be read. Undefined when there is no file. */
export async function readPriceFileAt(
  root: string,
): Promise<{ readonly value: unknown } | { readonly fault: string } | undefined> {
  let text: string;
  try {
    text = await readFile(join(root, priceFileName), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : { fault: `it cannot be read (${code})` };
  }
  if (text.length > mostBytes) return { fault: 'it is larger than a megabyte' };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: 'it is no JSON' };
  }
}

/** Writes the file whole: a reader meanwhile gets the former one. */
export async function writePriceFileAt(root: string, value: unknown): Promise<void> {
  const file = join(root, priceFileName);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
