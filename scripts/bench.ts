import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { table } from '../lib/cli/render/table';
import type { BenchTable } from './bench/bench-table';

/** `npm run bench [-- <part> …]`: runs the parts in scripts/bench, or those that are named, and prints their tables. */
const folder = join(__dirname, 'bench');

interface Part {
  /** Absent in files that are no part. */
  readonly run?: () => Promise<BenchTable | readonly BenchTable[]>;
}

function partNames(): string[] {
  return readdirSync(folder)
    .filter((file) => /^[a-z-]+\.[tj]s$/.test(file))
    .map((file) => file.replace(/\.[tj]s$/, ''))
    .filter((name) => (require(join(folder, name)) as Part).run !== undefined);
}

function lines({ title, columns, rows, notes = [] }: BenchTable): string[] {
  const shown = columns.map((name, index) => ({ title: name, cell: (row: readonly string[]) => row[index] ?? '' }));
  return ['', title, '', ...table(shown, rows).map((line) => `  ${line}`), '', ...notes.map((note) => `  ${note}`)];
}

async function main(wanted: readonly string[]): Promise<number> {
  const known = partNames();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 2;
  }
  console.log(`Node ${process.versions.node}, ${cpus().length} cores. Trust the ratios.`);
  for (const name of wanted.length > 0 ? wanted : known) {
    const tables = await (require(join(folder, name)) as Required<Part>).run();
    for (const one of [tables].flat() as BenchTable[]) for (const line of lines(one)) console.log(line);
  }
  return 0;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
