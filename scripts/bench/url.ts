import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZipPacker } from '../../lib/machine/bundle/zip-packer';
import { resolveSettings } from '../../lib/settings/resolve';
import { settingsFile, staging } from '../../test/constructs/inputs';
import { run as runProgram } from '../demo/program';
import { visit } from '../demo/visit';
import { openWorkshop, type Workshop } from '../demo/workshop';
import type { BenchTable } from './bench-table';
import { median } from './product/median';
import { openScene, type Scene } from './product/scene';

const rounds = 5;

/** How long a push waits for its URL, the bundle built: `npm run bench -- url`. */
export async function run(): Promise<BenchTable> {
  const first = await firstEver();
  const warm = await afterOthers();
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  return {
    title: 'From `deploy` started to the first 200 of the URL',
    columns: ['what', 'time', 'target'],
    rows: [
      ['warm: a further branch, median', seconds(median(warm)), '3 s'],
      ['warm: fastest and slowest', `${seconds(Math.min(...warm))} to ${seconds(Math.max(...warm))}`, ''],
      ['first ever, `deploy` alone', seconds(first.deployMs), ''],
      ['first ever, with the start of the endpoint', seconds(first.startMs + first.deployMs), '8 s'],
      ['… and with deploy-application', seconds(first.startMs + first.applicationMs + first.deployMs), ''],
    ],
    notes: [
      `The example app with its PostgreSQL, bucket and seed. Warm: ${rounds} branches, one after the other, with its zip given.`,
      'First ever: an empty data folder; the endpoint starts, then PostgreSQL with the first database, then the app.',
    ],
  };
}

async function afterOthers(): Promise<number[]> {
  const scene = await openScene();
  try {
    const workshop = await openWorkshop(scene.folder, scene.env);
    await scene.must(workshop.folder, 'deploy-application');
    await scene.must(workshop.folder, 'deploy');
    const bundle = await build(workshop, scene);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      times.push(await timed(scene, workshop, `further-${round}`, bundle));
    return times;
  } finally {
    await scene.close();
  }
}

async function firstEver(): Promise<{ startMs: number; applicationMs: number; deployMs: number }> {
  const began = performance.now();
  const scene = await openScene();
  const startMs = performance.now() - began;
  try {
    const workshop = await openWorkshop(scene.folder, scene.env);
    const bundle = await build(workshop, scene);
    const { milliseconds: applicationMs } = await scene.must(workshop.folder, 'deploy-application');
    return { startMs, applicationMs, deployMs: await timed(scene, workshop, 'the-first', bundle) };
  } finally {
    await scene.close();
  }
}

/** Milliseconds until the URL answers, asked again and again from the moment that deploy starts. */
async function timed(scene: Scene, workshop: Workshop, branch: string, bundle: string): Promise<number> {
  await workshop.pushBranch(branch, { heading: branch });
  const named = await scene.must(workshop.folder, 'name', '--branch', branch, '--json');
  const { url } = JSON.parse(named.stdout) as { url: string };
  const began = performance.now();
  const deployed = scene.must(workshop.folder, 'deploy', '--bundle', bundle);
  const answered = (async () => {
    while ((await visit(url)).status !== 200) await new Promise((settle) => setTimeout(settle, 20));
    return performance.now() - began;
  })();
  const [milliseconds] = await Promise.all([answered, deployed]);
  return milliseconds;
}

/** The zip that deploy would make. */
async function build(workshop: Workshop, { folder, env }: Scene): Promise<string> {
  const built = await runProgram('npm', ['run', '--silent', 'build'], { cwd: workshop.folder, env });
  if (built.code !== 0) throw new Error(built.stderr);
  const { services } = resolveSettings(settingsFile({ services: { web: { buildOutput: ['dist'] } } }), staging).values;
  const packer = new ZipPacker({ environment: process.env, onBuildOutput: () => undefined });
  try {
    const bundle = join(folder, 'bundle.zip');
    for (const service of Object.values(services)) {
      copyFileSync((await packer.pack(service, workshop.folder)).file, bundle);
    }
    return bundle;
  } finally {
    await packer.close();
  }
}
