/** Names of the packages that `requirements.txt` lists; versions, options, links and comments left out. */
export function requirementsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1] ?? '')
    .filter((name) => name !== '')
    .map(normal);
}

/**
 * Names that a `pyproject.toml` holds in quotes or as keys. A guess by the look of the lines, not TOML: what it finds too much is
 * the name of no driver.
 */
export function pyprojectDependencies(text: string): string[] {
  const quoted = [...text.matchAll(/["']([A-Za-z0-9][A-Za-z0-9._-]*)/g)].map((match) => match[1] ?? '');
  const keys = [...text.matchAll(/^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=/gm)].map((match) => match[1] ?? '');
  return [...quoted, ...keys].map(normal);
}

/** As the package index compares names. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[._-]+/g, '-');
}
