import { posix } from 'node:path';
import type { BundleFile } from './content-hash';
import { type Finding, refusal } from './finding';

/** What is wrong with the names and links of a bundle, whatever it was made of; each becomes a PreviewError. */
export async function shapeFindings(files: readonly BundleFile[]): Promise<Finding[]> {
  return [...backslashes(files), ...(await linkFindings(files)), ...topFolder(files)];
}

/** `unzip` on the instance warns of such names and ends with 1, which Beanstalk calls "Failed to unzip source bundle". */
function backslashes(files: readonly BundleFile[]): Finding[] {
  return files
    .filter(({ name }) => name.includes('\\'))
    .map(({ name }) =>
      refusal('bundle-backslash', name, {
        message: 'has a backslash in its name, where a zip has slashes',
        hint: 'Make the zip with a program that writes slashes (`git archive`, 7-Zip), or rename the file.',
      }),
    );
}

/**
 * "Not include a parent folder or top-level directory" (developer guide, source bundles, read 2026-11-27). A Go program may be
 * `bin/application` alone, and an exploded WAR file may be `WEB-INF` alone.
 */
function topFolder(files: readonly BundleFile[]): Finding[] {
  const [top = ''] = files[0]?.name.split('/') ?? [];
  if (top === '' || top === 'WEB-INF' || !files.every(({ name }) => name.startsWith(`${top}/`))) return [];
  if (files.some(({ name }) => name === 'bin/application')) return [];
  return [
    refusal('bundle-top-folder', `${top}/`, {
      message: 'holds the whole bundle: Beanstalk looks for the app at the top and finds nothing there',
      hint: `Zip what is inside of ${top}, or set the \`folder\` of the service to it.`,
    }),
  ];
}

const symbolicLink = 0o120000;

/** Links that lead out of the bundle or to nothing. Beanstalk's `chown` stops at the latter: "no such file or directory". */
async function linkFindings(files: readonly BundleFile[]): Promise<Finding[]> {
  const links = new Map<string, string>();
  for (const file of files) if (file.mode === symbolicLink) links.set(file.name, await targetOf(file));
  if (links.size === 0) return [];
  const there = new Set(['.', ...files.flatMap(({ name }) => [name, ...foldersOf(name)])]);
  return [...links].flatMap(([name, target]) => {
    const end = follow(name, { links, there });
    if (end === 'there') return [];
    return refusal('bundle-link-broken', name, {
      message: `is a link to ${target}, which ${end === 'outside' ? 'is outside of the bundle' : 'is not in the bundle'}`,
      hint: 'Put the file itself in its place, add what it leads to to the bundle (`buildOutput`), or name the link in .ebignore.',
    });
  });
}

async function targetOf(file: BundleFile): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

interface Bundle {
  readonly links: ReadonlyMap<string, string>;
  /** Files, links and folders. */
  readonly there: ReadonlySet<string>;
}

/** Where a path of the bundle ends, through all links on the way. Linux follows 40 at the most (path_resolution(7)). */
function follow(path: string, { links, there }: Bundle): 'there' | 'missing' | 'outside' {
  const left = path.split('/');
  let at = '.';
  for (let hops = 0; left.length > 0; ) {
    const step = posix.join(at, left.shift() ?? '');
    if (step === '..' || step.startsWith('../')) return 'outside';
    if (!there.has(step)) return 'missing';
    const target = links.get(step);
    if (target === undefined) {
      at = step;
      continue;
    }
    hops += 1;
    if (target.startsWith('/')) return 'outside';
    if (target === '' || hops > 40) return 'missing';
    left.unshift(...target.split('/'));
  }
  return 'there';
}
