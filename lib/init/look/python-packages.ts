/** How deep `-r` of requirements files is followed. */
const deepest = 5;

/** Names of the Python packages that an application asks for, wherever it says so. */
export async function pythonPackages(read: (path: string) => Promise<string | undefined>): Promise<string[]> {
  const [pyproject = '', pipfile = ''] = await Promise.all([read('pyproject.toml'), read('Pipfile')]);
  return [
    ...(await requirementsOf(read, 'requirements.txt', new Set())),
    ...tomlNames(pyproject),
    ...tomlNames(pipfile),
  ];
}

/** Names that a requirements file lists, with those it includes; versions, options, links and comments left out. */
async function requirementsOf(
  read: (path: string) => Promise<string | undefined>,
  path: string,
  seen: Set<string>,
): Promise<string[]> {
  if (seen.has(path) || seen.size >= deepest) return [];
  seen.add(path);
  const names: string[] = [];
  for (const line of ((await read(path)) ?? '').split('\n')) {
    const [, included] = /^\s*(?:-r|--requirement)[\s=]+([^\s#]+)/.exec(line) ?? [];
    const within = included === undefined ? undefined : beside(path, included);
    if (within !== undefined) names.push(...(await requirementsOf(read, within, seen)));
    const [, name] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line) ?? [];
    if (name !== undefined) names.push(normal(name));
  }
  return names;
}

/** A path from that of the file that names it; undefined where it leaves the application. */
function beside(path: string, included: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  for (const part of included.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return included.startsWith('/') ? undefined : parts.join('/');
}

/**
 * Names that a TOML file (pyproject of PEP 621, Poetry or uv, Pipfile) holds in quotes or as keys. A guess by the look of the lines:
 * what it finds too much is the name of no package that is asked for.
 */
function tomlNames(text: string): string[] {
  const quoted = [...text.matchAll(/["']([A-Za-z0-9][A-Za-z0-9._-]*)/g)].map((match) => match[1] ?? '');
  const keys = [...text.matchAll(/^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=/gm)].map((match) => match[1] ?? '');
  return [...quoted, ...keys].map(normal);
}

/** As the package index compares names. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[._-]+/g, '-');
}
