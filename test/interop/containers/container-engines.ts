import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface EngineHere {
  readonly program: 'docker' | 'podman';
  readonly variables: Readonly<Record<string, string | undefined>>;
  run(...args: string[]): string;
}

/** A tiny image with this machine's node, sh and cat, so that no registry is asked. */
export const baseImage = 'localhost/preview-stacks-test-base:1';
export const scratch = mkdtempSync(join(tmpdir(), 'preview-stacks-containers-'));

/** The programs of this machine that really run a container. Debian has both; `.ci/run` installs podman. */
export function enginesHere(): readonly EngineHere[] {
  if (process.platform !== 'linux') return [];
  return (['docker', 'podman'] as const).flatMap((program) => {
    const { status } = spawnSync(program, ['info', '--format', '{{json .}}'], { timeout: 10_000 });
    return status === 0 ? (usable(program) ?? []) : [];
  });
}

function usable(program: EngineHere['program']): EngineHere | undefined {
  const bin = join(scratch, `${program}-first`);
  mkdirSync(bin, { recursive: true });
  // What answers first is what a machine without the other would have.
  if (program === 'podman') writeFileSync(join(bin, 'docker'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const own = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  // Where root may not raise its own limits, Debian's podman starts nothing without these lines.
  const modest = join(scratch, 'containers.conf');
  writeFileSync(
    modest,
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]\n[engine]\nruntime = "runc"\n',
  );
  const archive = rootFileSystem();
  for (const variables of [own, { ...own, CONTAINERS_CONF: modest }]) {
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(program, args, {
        env: variables,
        encoding: 'utf8',
        timeout: 60_000,
      });
      if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
      return stdout.trim();
    };
    try {
      run('import', archive, baseImage);
      run('run', '--rm', baseImage, '/bin/node', '--version');
      return { program, variables, run };
    } catch {
      // The next variables, or none.
    }
  }
  return undefined;
}

let made: string | undefined;
function rootFileSystem(): string {
  if (made !== undefined) return made;
  const root = join(scratch, 'root');
  for (const folder of ['bin', 'tmp', 'etc']) mkdirSync(join(root, folder), { recursive: true });
  for (const [file, name] of [
    [process.execPath, 'node'],
    ['/bin/sh', 'sh'],
    ['/bin/cat', 'cat'],
  ] as const) {
    copyFileSync(file, join(root, 'bin', name));
    const libraries = spawnSync('ldd', [file], { encoding: 'utf8' }).stdout.match(/\/\S+/g) ?? [];
    for (const library of libraries) {
      mkdirSync(dirname(join(root, library)), { recursive: true });
      copyFileSync(library, join(root, library));
    }
  }
  made = join(scratch, 'root.tar');
  spawnSync('tar', ['-C', root, '-cf', made, '.']);
  return made;
}
