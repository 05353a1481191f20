import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const others = ['22', '24'];

export interface NodeProgram {
  readonly version: string;
  readonly path: string;
}

/** This Node, and those of later lines that the npm registry gives: their programs alone, as the package `node` fetches them. */
export function nodesIn(folder: string): readonly NodeProgram[] {
  const found = others.flatMap((line) => {
    const name = `node-${process.platform}-${process.arch}`;
    const prefix = join(folder, `node-${line}`);
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefix', prefix];
    const { status } = spawnSync('npm', ['install', ...flags, `${name}@${line}`], { cwd: folder });
    return status === 0 ? [programAt(join(prefix, 'node_modules', name, 'bin', 'node'))] : [];
  });
  return [programAt(process.execPath), ...found];
}

function programAt(path: string): NodeProgram {
  return { path, version: spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim() };
}
