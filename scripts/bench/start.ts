import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../demo/program';
import { openWorkshop } from '../demo/workshop';
import type { BenchTable } from './bench-table';
import { median } from './product/median';
import { openScene } from './product/scene';

const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
const rounds = 11;
const target = 5;

/** How long the commands take that people type often, against a Node that does nothing: `npm run bench -- start`. */
export async function run(): Promise<BenchTable> {
  const scene = await openScene();
  try {
    const { folder } = await openWorkshop(scene.folder, scene.env);
    await scene.must(folder, 'deploy-application');
    await scene.must(folder, 'deploy');
    const commands = {
      'node -e 0': ['-e', '0'],
      'list --json': [program, 'list', '--json'],
      cleanup: [program, 'cleanup'],
    };
    const times = Object.entries(commands).map(([name, args]) => ({ name, args, taken: [] as number[] }));
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = -1; round < rounds; round += 1) {
      for (const { args, taken } of times) {
        const began = performance.now();
        const { status, stderr } = spawnSync(process.execPath, args, {
          cwd: folder,
          env: { ...process.env, ...scene.env },
        });
        if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
        if (round >= 0) taken.push(performance.now() - began);
      }
    }
    const floor = median(times[0]?.taken ?? []);
    return {
      title: 'Commands with nothing to do, warm',
      columns: ['command', 'median', 'fastest', 'to node -e 0', 'target'],
      rows: times.map(({ name, taken }, index) => [
        name,
        `${median(taken).toFixed(0)} ms`,
        `${Math.min(...taken).toFixed(0)} ms`,
        `${(median(taken) / floor).toFixed(1)} x`,
        index === 0 ? '' : `${target} x`,
      ]),
      notes: [`${rounds} rounds in turns; settings in TypeScript, staging deployed, branches in a git remote.`],
    };
  } finally {
    await scene.close();
  }
}
