import { posix } from 'node:path';
import type { AppSources } from './app-sources';

/** What the build of an application without a known framework writes. */
export interface GuessedOutput {
  readonly buildOutput: readonly string[];
  /** Whether more than one folder could have been meant. */
  readonly unsure: boolean;
}

/** Where builds usually go, by the program that the build script runs. */
const byTool: readonly (readonly [RegExp, string])[] = [
  [/\breact-scripts build\b/, 'build'],
  [
    /\b(?:vite build|tsup|rollup|webpack|parcel build|vue-cli-service build|ng build|tsc|nest build|swc|unbuild|tsdown)\b/,
    'dist',
  ],
];
const usual = ['dist', 'build', 'out', 'lib'];

/**
 * Where the build has Prisma write its client, when git ignores that: `output` of a generator goes from the folder of the schema.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#generator (2026-11).
 */
export async function prismaOutput(
  app: AppSources,
  ignored: (path: string) => Promise<boolean>,
): Promise<readonly string[]> {
  if (!/\bprisma generate\b/.test(buildText(app))) return [];
  const found = new Set<string>();
  for (const schema of app.paths.filter((path) => path.endsWith('.prisma'))) {
    const text = (await app.read(schema)) ?? '';
    for (const [, output = ''] of text.matchAll(/generator\s+\w+\s*\{[^}]*?\boutput\s*=\s*"([^"]+)"/g)) {
      const path = posix.join(posix.dirname(schema), output);
      if (!/^(?:\.\.|\/|\.$)|(?:^|\/)node_modules(?:\/|$)/.test(path) && (await ignored(path))) found.add(path);
    }
  }
  return [...found];
}

/** By what the build script says, tsconfig's `outDir`, and what git ignores: never every folder that is ignored. */
export async function guessOutput(
  app: AppSources,
  ignored: (path: string) => Promise<boolean>,
): Promise<GuessedOutput> {
  const build = buildText(app);
  const [, named] = /--(?:outdir|outfile|out-dir|dist-dir|output-path|dir)[=\s]+([\w./-]+)/.exec(build) ?? [];
  const folder = named ?? (/\btsc\b/.test(build) ? await outDir(app) : undefined);
  const output = folder?.replace(/^\.\//, '').replace(/\/.*$|\/$/, '');
  if (output !== undefined && output !== '' && output !== '..' && output !== '.')
    return { buildOutput: [output], unsure: false };
  const found = [];
  for (const one of usual) if (await ignored(one)) found.push(one);
  const byName = byTool.find(([program]) => program.test(build))?.[1];
  const started = found.find((one) => new RegExp(`\\b${one}/`).test(app.node?.scripts.start ?? ''));
  const [first] = [started, found.find((one) => one === byName), ...found].filter((one) => one !== undefined);
  return { buildOutput: first === undefined ? [] : [first], unsure: found.length > 1 && started === undefined };
}

/** The commands of the build script, with the scripts that they run. */
export function buildText({ node }: AppSources): string {
  const scripts = node?.scripts ?? {};
  const build = scripts.build ?? '';
  const inner = [...build.matchAll(/\brun[\s:-]+([\w:-]+)/g)].map((match) => scripts[match[1] ?? ''] ?? '');
  return [build, ...inner].join('\n');
}

async function outDir(app: AppSources): Promise<string | undefined> {
  const text = (await app.read('tsconfig.json')) ?? '';
  return /^\s*"outDir"\s*:\s*"([^"]+)"/m.exec(text)?.[1];
}
