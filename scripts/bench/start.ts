import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../demo/program';
import { openWorkshop } from '../demo/workshop';
import type { BenchTable } from './bench-table';
import { median } from './product/median';
import { nodesIn } from './product/nodes';
import { openScene } from './product/scene';

const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
const rounds = 11;
const target = 5;
const commands = {
  'node -e 0': ['-e', '0'],
  '--help': [program, '--help'],
  'list --json': [program, 'list', '--json'],
  cleanup: [program, 'cleanup'],
};
/** Node 20 keeps nothing: there both ways are the same. */
const ways = { 'compiled anew': { NODE_DISABLE_COMPILE_CACHE: '1' }, 'compiled code kept': {} };

/** How long the commands take that people type often, against a Node that does nothing: `npm run bench -- start`. */
export async function run(): Promise<readonly BenchTable[]> {
  const scene = await openScene();
  try {
    const { folder } = await openWorkshop(scene.folder, scene.env);
    await scene.must(folder, 'deploy-application');
    await scene.must(folder, 'deploy');
    const env = { ...process.env, ...scene.env, XDG_CACHE_HOME: join(scene.folder, 'cache') };
    const cases = nodesIn(scene.folder).flatMap((node) =>
      Object.entries(commands).flatMap(([name, args]) =>
        Object.entries(ways).map(([way, variables]) => ({ node, name, args, way, variables, taken: [] as Taken[] })),
      ),
    );
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = -1; round < rounds; round += 1) {
      for (const { node, args, variables, taken } of cases) {
        const times = timed([node.path, ...args], folder, { ...env, ...variables });
        if (round >= 0) taken.push(times);
      }
    }
    return [...new Set(cases.map(({ node }) => node))].map((node) => {
      const own = cases.filter((one) => one.node === node);
      const medianOf = (name: string, way: string, what: keyof Taken) =>
        median((own.find((one) => one.name === name && one.way === way)?.taken ?? []).map((one) => one[what]));
      const floor = medianOf('node -e 0', 'compiled code kept', 'wall');
      return {
        title: `Commands with nothing to do, warm, Node ${node.version}`,
        columns: ['command', ...Object.keys(ways), 'CPU', 'to node -e 0', 'target'],
        rows: Object.keys(commands).map((name, index) => {
          const cells = Object.keys(ways).map(
            (way) => `${medianOf(name, way, 'wall').toFixed(0)} ms, CPU ${medianOf(name, way, 'cpu').toFixed(0)} ms`,
          );
          const [anew = 0, kept = 0] = Object.keys(ways).map((way) => medianOf(name, way, 'cpu'));
          return [
            name,
            ...cells,
            `${((kept / anew - 1) * 100).toFixed(0)} %`,
            `${(medianOf(name, 'compiled code kept', 'wall') / floor).toFixed(1)} x`,
            index === 0 ? '' : `${target} x`,
          ];
        }),
        notes: [
          `Medians of ${rounds} rounds in turns; settings in TypeScript, staging deployed, branches in a git remote.`,
        ],
      };
    });
  } finally {
    await scene.close();
  }
}

interface Taken {
  /** Milliseconds by the clock. */
  readonly wall: number;
  /** Milliseconds of the processor, its children's too: another program that runs beside disturbs it less. */
  readonly cpu: number;
}

function timed(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Taken {
  const began = performance.now();
  // The shell's last line says what its children used: user and system time.
  const script = '"$@"; code=$?; times >&2; exit $code';
  const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', ...command], { cwd, env, encoding: 'utf8' });
  const wall = performance.now() - began;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const used = [...(stderr.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return {
    wall,
    cpu: used.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0),
  };
}
