/** A requirement that is not met. */
export interface Missing {
  /** As the app writes it. */
  readonly line: string;
  readonly name: string;
  /** The version that is there instead. @default none is */
  readonly have?: string;
}

/** Debian's packages that are not called `python3-<name>`. */
const debian: Readonly<Record<string, string>> = {
  gunicorn: 'gunicorn',
  uvicorn: 'uvicorn',
  'psycopg2-binary': 'python3-psycopg2',
  mysqlclient: 'python3-mysqldb',
  pyyaml: 'python3-yaml',
  pillow: 'python3-pil',
  'python-dotenv': 'python3-dotenv',
  'python-dateutil': 'python3-dateutil',
  beautifulsoup4: 'python3-bs4',
};
const most = 10;

/** Why an app of Python could not be installed, and what to do. */
export function missingWords(
  why: string,
  source: string | undefined,
  least: { readonly missing: readonly Missing[]; readonly version: string } | undefined,
): string {
  const all = least?.missing ?? [];
  const shown = all
    .slice(0, most)
    .map(({ line, have }) => `${harmless(line)} (${have ? `${have} is here` : 'not here'})`);
  const more = all.length > most ? `, and ${all.length - most} more` : '';
  const what = source === undefined ? 'gunicorn, which the platform brings' : `what ${source} asks for`;
  const absent = all.filter(({ have, name }) => have === undefined && /^[A-Za-z0-9][\w.-]*$/.test(name));
  const packages = absent.slice(0, most).map(({ name }) => debianName(name));
  return [
    `pip could not install ${what}: ${why}.`,
    least ? `This machine's Python ${least.version} lacks ${shown.join(', ')}${more}.` : '',
    'Let pip reach an index (its own settings and variables count, such as PIP_INDEX_URL), or install the packages on this machine',
    packages.length > 0
      ? `(on Debian most likely: apt-get install ${[...new Set(packages)].join(' ')}).`
      : 'in these versions.',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A link can hold a password, and a line of the bundle anything. */
function harmless(line: string): string {
  return line.replace(/\/\/[^/@\s]*@/g, '//****@').slice(0, 100);
}

function debianName(name: string): string {
  const normal = name.toLowerCase().replace(/[._-]+/g, '-');
  return debian[normal] ?? `python3-${normal.replace(/^python3?-/, '')}`;
}
