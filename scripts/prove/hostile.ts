import { attack } from '../../test/local/hostile/attack';
import type { Proof } from './proof';

const connections = 10_000;
/** Another one than that of the fast suite; HOSTILE_SEED repeats a run. */
const seed = Number(process.env.HOSTILE_SEED ?? 2);

/** Connections of every wrong kind to the embedded endpoint, which must not end, with its apps, which must go on. */
export async function proveHostile(): Promise<Proof> {
  const { sent, deaths, lost, left } = await attack(seed, connections);
  return {
    done: `${sent.toLocaleString('en')} hostile connections (seed ${seed}): ${deaths.length} deaths, ${lost.length} apps lost`,
    faults: [
      ...deaths.map((death) => `the endpoint ended: ${death}`),
      ...lost.map((host) => `${host} answers no more`),
      ...left.map((pid) => `the process ${pid} of an app is left`),
    ],
  };
}
