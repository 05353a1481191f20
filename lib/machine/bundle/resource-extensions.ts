import type { BundleFile } from './content-hash';

/**
 * The `.ebextensions` files that hold `Resources:`. With these a bundle makes anything in the account, outside of its stack's boundary (trap T20),
 * so that a file that cannot be read counts as one of them.
 */
export async function resourceExtensions(files: readonly BundleFile[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) {
    if (!/^\.ebextensions\/[^/]+\.config$/.test(file.name)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of file.read()) chunks.push(chunk);
    if (await holdsResources(Buffer.concat(chunks).toString('utf8'))) found.push(file.name);
  }
  return found;
}

/** JSON is YAML, so that one reader serves both forms of these files. */
async function holdsResources(text: string): Promise<boolean> {
  // Escapes can hide the word, and NUL means UTF-16, which Beanstalk's reader understands.
  if (text.includes('\0')) return true;
  if (!text.includes('Resources') && !text.includes('\\')) return false;
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return false;
  return documents.some((document) => {
    if (document.errors.length > 0) return true;
    const value: unknown = document.toJS();
    return typeof value === 'object' && value !== null && 'Resources' in value;
  });
}
