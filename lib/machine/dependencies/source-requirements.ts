import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The lines of a requirements.txt that lead to source code and to no wheel, and the options that say where pip looks. */
export interface SourceRequirements {
  /** As they are written, less comments. */
  readonly sources: readonly string[];
  readonly options: readonly string[];
}

/** How deep `-r` is followed. */
const deepest = 8;

/**
 * What pip would build: folders, archives of source code and repositories, in this file and in those of this machine that it names with `-r`.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/ (2026-11).
 */
export async function sourceRequirements(file: string): Promise<SourceRequirements> {
  const sources: string[] = [];
  const options: string[] = [];
  const follow = async (path: string, depth: number): Promise<void> => {
    const text = await readFile(path, 'utf8').catch(() => '');
    for (const line of logicalLines(text)) {
      const [, included] = /^(?:-r\s*|--requirement[\s=]\s*)(.+)$/.exec(line) ?? [];
      if (included !== undefined) {
        if (depth < deepest) await follow(resolve(dirname(path), included), depth + 1);
      } else if (/^(?:-e|--editable)\b/.test(line)) sources.push(line);
      else if (/^(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|trusted-host|pre))\b/.test(line))
        options.push(line);
      else if (!line.startsWith('-') && isSource(line)) sources.push(line);
    }
  };
  await follow(file, 0);
  return { sources: [...new Set(sources)], options: [...new Set(options)] };
}

function logicalLines(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

const archive = /\.(?:zip|tar|tgz|tbz|txz|tlz|tar\.(?:gz|bz2|xz|lz|lzma))$/i;

function isSource(line: string): boolean {
  const asked = line.replace(/\s(?:;|--).*$|;\s.*$/, '').trim();
  const place = (/^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(.+)$/.exec(asked)?.[1] ?? asked).replace(/\[[^\]/]*\]$/, '');
  const path = place.replace(/[#?].*$/, '');
  if (/\.whl$/i.test(path)) return false;
  if (/^(?:git|hg|svn|bzr)\+/.test(place) || /^file:/i.test(place) || archive.test(path)) return true;
  return /^\.|[\\/]/.test(path);
}
