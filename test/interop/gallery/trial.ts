import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../scripts/demo/program';
import type { GalleryApp } from './app';
import type { Bench } from './bench';

export interface Trial {
  /** Where the app answers. */
  readonly url: string;
  /** From the start of the command to its URL. */
  readonly seconds: number;
  /** What it said. */
  readonly said: string;
  /** Ctrl-C; gives the exit code. */
  end(): Promise<number | null>;
}

/** `preview-stacks try --stay`, until it says the URL. Throws what it said when it ends before. */
export async function openTrial(bench: Bench, { folder, variables }: GalleryApp): Promise<Trial> {
  const began = performance.now();
  const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
  const cwd = join(bench.folder, folder);
  const child = spawn(process.execPath, [program, 'try', '--yes', '--stay'], {
    cwd,
    env: { ...bench.env, ...variables },
  });
  bench.children.add(child);
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  let said = '';
  const url = await new Promise<string>((settle, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        const [, found] = /^Ctrl-C takes everything down\.\n(http\S+)$/m.exec(said) ?? [];
        if (found !== undefined) settle(found);
      });
    }
    child.once('error', fail);
    child.once('close', (code) =>
      fail(new Error(`try ended with ${code}:\n${said.split('\n').slice(-60).join('\n')}`)),
    );
  });
  return { url, seconds: secondsSince(began), said, end: () => interrupt(child, ended) };
}

function interrupt(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill('SIGINT');
  return ended;
}

export function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}
