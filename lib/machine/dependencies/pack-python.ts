import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PreviewError } from '../../errors';
import { visible } from '../../text/visible';
import { runProgram } from '../run-program';
import type { Machine } from './instance-machine';
import type { PackDependencies, PackedDependencies } from './pack-node';
import { sourceRequirements } from './source-requirements';

/** In the bundle. */
const wheelFolder = '.wheels';

/**
 * Everything that requirements.txt leads to, as wheels for the instance, and a requirements.txt that takes them from the bundle: pip on the instance
 * installs as always and asks no index.
 *
 * @throws PreviewError `dependencies-failed`, `dependencies-incomplete`
 */
export async function packPython(
  { decision: { folder }, machine, environment, onOutput }: PackDependencies,
  platform: string,
): Promise<PackedDependencies> {
  if (!(await stat(join(folder, 'requirements.txt')).catch(() => undefined))) {
    throw new PreviewError('dependencies-incomplete', `there is no requirements.txt in ${folder}`, {
      fault: 'user',
      hint: 'Let the `build` write one (`uv export --no-dev --no-emit-project -o requirements.txt`, `poetry export -o requirements.txt`, `pipenv requirements > requirements.txt`) and name it in `buildOutput`.',
    });
  }
  const wheels = await mkdtemp(join(tmpdir(), 'preview-stacks-wheels-'));
  const remove = () => rm(wheels, { recursive: true, force: true });
  try {
    await buildSources({ folder, wheels, environment, onOutput });
    const only = ['--only-binary=:all:', '--implementation', 'cp', ...pythonVersion(platform), ...platformsOf(machine)];
    const command = ['download', ...quiet, '--dest', wheels, ...only, '-r', 'requirements.txt'];
    const said = await pip(command, { folder, environment, onOutput });
    const names = (await readdir(wheels)).filter((name) => name.endsWith('.whl')).sort();
    refuseMissing(said, names);
    return {
      files: [
        requirements(names),
        ...names.map((name) => ({
          ...{ name: `${wheelFolder}/${name}`, mode: 0o100644 },
          read: () => createReadStream(join(wheels, name)),
        })),
      ],
      ...{ packages: [], warnings: [], remove },
      // Beanstalk would take these in its place.
      withoutFiles: ['requirements.txt', 'Pipfile', 'Pipfile.lock'],
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Run = Pick<PackDependencies, 'environment' | 'onOutput'> & { readonly folder: string };

const quiet = ['--no-cache-dir', '--disable-pip-version-check'];

/** What it says is handed on, and is the answer, too: a setting of the machine that makes it quiet would hide what it took. */
async function pip(command: readonly string[], { folder, environment, onOutput }: Run): Promise<string> {
  let said = '';
  const { code } = await runProgram('python3', ['-m', 'pip', ...command], {
    cwd: folder,
    environment: { ...environment, PIP_QUIET: '0' },
    onOutput: (text) => {
      said += text;
      onOutput(text);
    },
  });
  if (code !== 0) throw failed(code);
  return said;
}

/** `pip download` leaves out folders without a word, and brings other source code as it is: the instance would have to build it. */
async function buildSources({ wheels, ...run }: Run & { readonly wheels: string }): Promise<void> {
  const { sources, options } = await sourceRequirements(join(run.folder, 'requirements.txt'));
  if (sources.length === 0) return;
  const asked = join(wheels, 'sources.txt');
  await writeFile(asked, [...options, ...sources, ''].join('\n'));
  // Builds of one commit are the same, byte for byte.
  const environment = { SOURCE_DATE_EPOCH: '315532800', ...run.environment };
  await pip(['wheel', ...quiet, '--no-deps', '--wheel-dir', wheels, '-r', asked], { ...run, environment });
  await rm(asked);
  const native = (await readdir(wheels)).filter((name) => !name.endsWith('-none-any.whl'));
  if (native.length > 0) {
    throw new PreviewError(
      'dependencies-incomplete',
      `requirements.txt names source code, and what pip built of it is for this machine: ${native.map((name) => visible(name)).join(', ')}`,
      {
        fault: 'user',
        hint: "Name a wheel that was built for the instance in its place, or let the instance build it: `dependencies: 'instance'`.",
      },
    );
  }
}

/** @throws PreviewError `dependencies-incomplete` when pip took a package of which there is no wheel */
function refuseMissing(said: string, wheels: readonly string[]): void {
  const there = new Set(wheels.map((name) => normal(name.split('-')[0] ?? '')));
  const taken = [...said.matchAll(/^Successfully downloaded (.*)$/gm)].flatMap(([, names = '']) => names.split(' '));
  const missing = taken.filter((name) => name !== '' && !there.has(normal(name)));
  if (missing.length === 0) return;
  throw new PreviewError(
    'dependencies-incomplete',
    `pip has no wheel of ${missing.map((name) => visible(name)).join(', ')}, which requirements.txt leads to`,
    {
      fault: 'user',
      hint: "Name its folder, archive or repository in a line of requirements.txt: a wheel is built of that. Or let the instance install: `dependencies: 'instance'`.",
    },
  );
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ (2026-11). */
function normal(name: string): string {
  return name
    .trim()
    .replace(/[-_.]+/g, '-')
    .toLowerCase();
}

/** Paths after `--find-links` are looked for from the file that names them (pip 26, req_file.py, 2026-11). */
function requirements(wheels: readonly string[]) {
  const pinned = wheels.map((name) => name.split('-').slice(0, 2).join('=='));
  const bytes = Buffer.from(['--no-index', `--find-links ./${wheelFolder}`, ...pinned, ''].join('\n'));
  return {
    ...{ name: 'requirements.txt', mode: 0o100644 },
    read: async function* () {
      yield bytes;
    },
  };
}

function pythonVersion(platform: string): string[] {
  const [, version] = /^python-(\d+\.\d+)|Python (\d+\.\d+) running/.exec(platform)?.filter(Boolean) ?? [];
  return version === undefined ? [] : ['--python-version', version];
}

/** Amazon Linux 2023 has glibc 2.34 (as its packages are named; AWS's page was not read): wheels for this one and for earlier ones run there. */
const glibcMinor = 34;

/** PEP 600 names a wheel by the glibc that it needs, PEP 599 and earlier ones by a year. */
function platformsOf({ os, cpu, musl }: Machine): string[] {
  // The embedded endpoint runs on this machine: its own pip knows best what fits.
  if (os !== 'linux' || musl) return [];
  const machine = cpu === 'arm64' ? 'aarch64' : 'x86_64';
  const least = cpu === 'arm64' ? 17 : 5;
  const glibc = Array.from(
    { length: glibcMinor - least + 1 },
    (_, index) => `manylinux_2_${glibcMinor - index}_${machine}`,
  );
  const years = cpu === 'arm64' ? ['2014'] : ['2014', '2010', '1'];
  const names = [...glibc, ...years.map((year) => `manylinux${year}_${machine}`), `linux_${machine}`];
  return names.flatMap((name) => ['--platform', name]);
}

function failed(code: number | undefined): PreviewError {
  return new PreviewError(
    'dependencies-failed',
    `pip could not bring the packages of requirements.txt: it ended with ${code ?? 'a signal'}`,
    {
      fault: 'world',
      hint: "Its output names the package. One that has no wheel for the instance can only be built there: `dependencies: 'instance'`. Folders have no hashes: `uv export --no-hashes`.",
    },
  );
}
