import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package manager that asks no registry: it makes the files that it is given, and links to the packages of the workspace. */
export interface StandIn {
  /** With it first on the PATH. */
  readonly environment: NodeJS.ProcessEnv;
  /** The arguments of each run but `--version`, and the names in the folder that it ran in. */
  runs(): readonly {
    readonly folder: string;
    readonly args: readonly string[];
    readonly names: readonly string[];
    readonly manifest: Record<string, unknown>;
  }[];
}

export interface StandInFiles {
  /** Contents by path, from the folder that it runs in. */
  readonly files?: Readonly<Record<string, string>>;
  /** Targets of links by path. */
  readonly links?: Readonly<Record<string, string>>;
  readonly version?: string;
  /** It ends with 3. */
  readonly fails?: boolean;
}

export function standIn(folder: string, name: string, made: StandInFiles, environment: NodeJS.ProcessEnv): StandIn {
  const bin = join(folder, 'bin');
  const log = join(folder, 'runs.jsonl');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  const program = `#!${process.execPath}
const { appendFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const args = process.argv.slice(2);
if (args[0] === '--version') { console.log(${JSON.stringify(made.version ?? '11.0.0')}); process.exit(0); }
if (${made.fails === true}) process.exit(3);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ folder: process.cwd(), args, names: readdirSync('.').sort(), manifest }) + '\\n');
for (const [path, text] of Object.entries(${JSON.stringify(made.files ?? {})})) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(text, 'latin1'));
}
for (const [path, target] of Object.entries(${JSON.stringify(made.links ?? {})})) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
`;
  writeFileSync(join(bin, name), program);
  chmodSync(join(bin, name), 0o755);
  return {
    environment: { ...environment, PATH: `${bin}:${environment.PATH ?? ''}`, CI: 'true' },
    runs: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}
