import type { AppSources } from './app-sources';
import { buildText } from './build-output';

const name = 'preview-stacks.config';

/**
 * `mjs` where the build would compile a settings file in TypeScript with the app: then the common root of the sources moves, and `dist/main.js`
 * becomes `dist/src/main.js`; with `rootDir` tsc refuses it (TS6059). Also where the build only checks its types, as `next build` does of every file
 * that tsconfig includes: it fails where this program is not among the app's packages. A tsconfig without `files` and `include` takes every file
 * below its folder: https://www.typescriptlang.org/tsconfig/#include (2026-11).
 */
export async function settingsExtension(app: AppSources): Promise<'ts' | 'mjs'> {
  const scripts = Object.values(app.node?.scripts ?? {}).join('\n');
  const checks = /\b(?:tsc|next build)\b/.test(buildText(app));
  if (!checks && !/\b(?:tsc|nest build|ttsc|tspc)\b/.test(scripts)) return 'ts';
  const [, project] = /\btsc\b[^\n&|;]*?\s(?:-p|--project)\s+([\w./-]+)/.exec(scripts) ?? [];
  const nest = /\bnest build\b/.test(scripts) && app.own.includes('tsconfig.build.json');
  const first = project?.replace(/^\.\//, '') ?? (nest ? 'tsconfig.build.json' : 'tsconfig.json');
  if ((await app.read(first)) === undefined) return 'ts';
  return (await takesSettings(app, first, checks)) ? 'mjs' : 'ts';
}

async function takesSettings(app: AppSources, path: string, checks: boolean): Promise<boolean> {
  const { files, include, exclude, noEmit } = await tsconfig(app, path);
  if (noEmit === true && !checks) return false;
  if (exclude?.some((pattern) => pattern.includes(name))) return false;
  if (include !== undefined)
    return include.some(
      (pattern) => /^(?:\.\/)?(?:\.|\*|\*\*|\*\*\/\*|\*\.ts|\*\*\/\*\.ts)$/.test(pattern) || pattern.includes(name),
    );
  return files === undefined;
}

interface Config {
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly noEmit?: boolean;
}

/** What a tsconfig says, with what it takes over from those that it extends: a list of its own goes before theirs. */
async function tsconfig(app: AppSources, path: string, depth = 0): Promise<Config> {
  const text = withoutComments((await app.read(path)) ?? '');
  const [, extended] = /"extends"\s*:\s*"\.\/([^"]+)"/.exec(text) ?? [];
  const base: Config =
    extended === undefined || depth > 3
      ? {}
      : await tsconfig(app, /\.json$/.test(extended) ? extended : `${extended}.json`, depth + 1);
  const own = { files: listOf(text, 'files'), include: listOf(text, 'include'), exclude: listOf(text, 'exclude') };
  const [, noEmit] = /"noEmit"\s*:\s*(true|false)/.exec(text) ?? [];
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...base, ...given, ...(noEmit !== undefined && { noEmit: noEmit === 'true' }) };
}

function listOf(text: string, key: string): string[] | undefined {
  const [, list] = new RegExp(`"${key}"\\s*:\\s*\\[([^\\]]*)\\]`).exec(text) ?? [];
  return list === undefined ? undefined : [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** TypeScript takes comments in its JSON; in a text, `/*` is a pattern. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : '',
  );
}
