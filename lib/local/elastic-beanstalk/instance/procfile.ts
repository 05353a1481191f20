import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';

/** Bytes; a Procfile has a few lines. */
const largest = 64 * 1024;

export type ProcessLine = readonly [name: string, command: string];

/** The text of a bundle's Procfile; undefined without one. Throws DeploymentFailure for one that is too large. */
export async function procfileOf(folder: string): Promise<string | undefined> {
  const file = join(folder, 'Procfile');
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    return undefined;
  }
  if (found.size > largest) {
    throw new DeploymentFailure(`The Procfile has ${found.size} bytes: more than ${largest} are not read.`);
  }
  return readFile(file, 'utf8').catch(() => undefined);
}

/** The lines of a Procfile, in their order: name and command. */
export function processLines(procfile: string): readonly ProcessLine[] {
  return procfile.split(/\r?\n/).flatMap((line) => {
    const name = /^[A-Za-z0-9_-]+(?=:)/.exec(line)?.[0] ?? '';
    const command = line.slice(name.length + 1).trim();
    return name === '' || command === '' ? [] : [[name, command] as const];
  });
}
