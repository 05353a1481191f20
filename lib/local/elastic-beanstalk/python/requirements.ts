import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';

/** What a Python app asks for. */
export interface Requirements {
  /** The file that says it, as the bundle names it. @default none does */
  readonly source?: string;
  /** What pip is called with, in the release's folder. */
  readonly pipArguments: readonly string[];
  /** The requirements themselves, one a line, without options and comments. */
  readonly lines: readonly string[];
  /** Equal where the same packages would be installed; undefined where that may depend on more than is read here: on files of the bundle. */
  readonly key?: string;
}

/** pip takes a file of the bundle where a requirement ends so, even without a path. */
const archive = /\.(?:whl|zip|tar|tgz|tbz|txz|tlz|gz|bz2|xz|lz|lzma)\b/i;
const fromIndex = /^[A-Za-z0-9][\w.-]*[ \t]*(?:\[[\w., \t-]*\])?[ \t]*[\w.*+!<>=~,() \t-]*(?:;[^/\\$]*)?$/;
const plainOption =
  /^(?:--pre|--prefer-binary|--require-hashes|--no-index|(?:--no-binary|--only-binary|--trusted-host)[ \t=][\w.:,-]+|(?:-i|--index-url|--extra-index-url)[ \t=]*https?:\/\/\S+)$/;

/** Whether pip asks an index for it, and reads no file of the bundle. */
function ofIndex(line: string): boolean {
  return line.startsWith('-') ? plainOption.test(line) : fromIndex.test(line) && !archive.test(line);
}

/** How deep `-r` and `-c` are followed. */
const deepest = 8;

/**
 * What the bundle names. Of several files AWS takes one: requirements.txt, else Pipfile.lock, else Pipfile
 * (python-configuration-requirements.html, "Precedence", 2026-11). Throws DeploymentFailure when it cannot be read.
 *
 * @param more what the platform brings, where the bundle does not name it
 */
export async function requirementsOf(folder: string, more: readonly string[]): Promise<Requirements> {
  const found = (await ofRequirementsFile(folder)) ?? (await ofLock(folder)) ?? (await ofPipfile(folder));
  const lines = found?.lines ?? [];
  const added = more.filter((name) => !lines.some((line) => normal(line) === name));
  const all = [...lines, ...added];
  const isPlain = found?.isWhole !== false && [...all, ...(found?.options ?? [])].every(ofIndex);
  const pipArguments = [...(found?.pipArguments ?? []), ...added];
  const key = createHash('sha256')
    .update(JSON.stringify([pipArguments, found?.texts ?? []]))
    .digest('hex')
    .slice(0, 16);
  return { ...(found && { source: found.source }), pipArguments, lines: all, ...(isPlain && { key }) };
}

interface Found {
  readonly source: string;
  readonly pipArguments: readonly string[];
  readonly lines: readonly string[];
  /** All that decides what is installed. */
  readonly texts: readonly string[];
  /** Options of a requirements file, and what constraints say. @default none */
  readonly options?: readonly string[];
  /** Whether all files that it names were read. @default true */
  readonly isWhole?: boolean;
}

async function ofRequirementsFile(folder: string): Promise<Found | undefined> {
  const source = 'requirements.txt';
  const texts: string[] = [];
  const lines: string[] = [];
  const options: string[] = [];
  let isWhole = true;
  const follow = async (path: string, depth: number, isConstraint: boolean): Promise<boolean> => {
    const text = await contentOf(folder, path);
    if (text === undefined || depth > deepest) {
      return false;
    }
    texts.push(text);
    for (const line of logicalLines(text)) {
      const [, option, file] = /^(-r|--requirement|-c|--constraint)(?:\s+|=)(\S+)$/.exec(line) ?? [];
      if (option !== undefined && file !== undefined) {
        const constrains = isConstraint || option.endsWith('c') || (option.endsWith('t') && option !== '--requirement');
        if (!(await follow(join(path, '..', file), depth + 1, constrains))) {
          isWhole = false;
        }
      } else if (!isConstraint && (!line.startsWith('-') || /^(?:-e|--editable)/.test(line))) {
        lines.push(line);
      } else {
        options.push(line);
      }
    }
    return true;
  };
  const isThere = await follow(source, 0, false);
  return isThere ? { source, pipArguments: ['-r', source], lines, texts, options, isWhole } : undefined;
}

/** Lines without comments and the options of one requirement; those that a backslash continues are one. */
function logicalLines(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/\s--(?:hash|config-settings|global-option)\b.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '');
}

/** AWS runs `pipenv sync`: exactly the versions that are locked. */
async function ofLock(folder: string): Promise<Found | undefined> {
  const source = 'Pipfile.lock';
  const text = await contentOf(folder, source);
  if (text === undefined) {
    return undefined;
  }
  try {
    const { default: packages = {} } = JSON.parse(text) as {
      default?: Record<string, { version?: string; markers?: string; extras?: string[] }>;
    };
    // What begins otherwise would be an option to pip.
    const named = Object.entries(packages).filter(([name]) => /^[A-Za-z0-9]/.test(name));
    const lines = named.map(
      ([name, { version = '', markers, extras }]) =>
        `${name}${extrasOf(extras)}${version}${markers === undefined ? '' : `; ${markers}`}`,
    );
    return { source, pipArguments: lines, lines, texts: [] };
  } catch (error) {
    throw new DeploymentFailure(`Pipfile.lock is not JSON: ${(error as Error).message}`);
  }
}

/** AWS runs `pipenv install --skip-lock`: what `[packages]` names. */
async function ofPipfile(folder: string): Promise<Found | undefined> {
  const source = 'Pipfile';
  const text = await contentOf(folder, source);
  if (text === undefined) {
    return undefined;
  }
  const [, section = ''] = /^\[packages\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/m.exec(text) ?? [];
  const lines = section.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^\s*"?([A-Za-z0-9][A-Za-z0-9._-]*)"?\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return [];
    }
    const [, version = ''] =
      /^"([^"]*)"|\bversion\s*=\s*"([^"]*)"/.exec(value)?.filter((one) => one !== undefined) ?? [];
    const [, extras] = /\bextras\s*=\s*\[([^\]]*)\]/.exec(value) ?? [];
    const names = extras?.split(',').map((one) => one.replace(/["'\s]/g, ''));
    return [`${name}${extrasOf(names)}${version === '*' ? '' : version}`];
  });
  return { source, pipArguments: lines, lines, texts: [] };
}

function extrasOf(extras: readonly string[] | undefined): string {
  return extras === undefined || extras.length === 0 ? '' : `[${extras.join(',')}]`;
}

/** The name in a requirement, as the package index compares it. */
function normal(line: string): string {
  const [name = ''] = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(line) ?? [];
  return name.toLowerCase().replace(/[._-]+/g, '-');
}

function contentOf(folder: string, path: string): Promise<string | undefined> {
  return path.startsWith('..') || path.startsWith('/')
    ? Promise.resolve(undefined)
    : readFile(join(folder, path), 'utf8').catch(() => undefined);
}
