import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { anyBranch } from './branches';

/** What git says: `--branch` also refuses HEAD and a leading hyphen, and would read `@{-1}` as another branch. */
export function gitAccepts(name: string): boolean {
  if (name.startsWith('-') || name === 'HEAD') return false;
  return spawnSync('git', ['check-ref-format', `refs/heads/${name}`]).status === 0;
}

const hostile = fc.string({ unit: fc.constantFrom(...'ab.-/@{~ :lock'), minLength: 1, maxLength: 8 });

/** Texts that are branch names or nearly so, the same ones in every run. Git is a process for each: take few where time counts. */
export function texts(count: number): string[] {
  return [
    ...new Set([
      ...['.lock', '/', '..', 'a', '@{', '@', '-'],
      ...fc.sample(hostile, { numRuns: count, seed: 20_267 }),
      ...fc.sample(anyBranch, { numRuns: count, seed: 20_269 }),
    ]),
  ];
}
