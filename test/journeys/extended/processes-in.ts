import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Ids of the processes that run out of a folder, or name it in what they were started with. */
export function processesIn(place: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(place) || words.includes(place);
    } catch {
      return false;
    }
  });
}
