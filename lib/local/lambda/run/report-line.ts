import { readFileSync } from 'node:fs';

export interface Report {
  readonly id: string;
  /** Milliseconds. */
  readonly took: number;
  /** Milliseconds until it was ready. @default it was ready before */
  readonly init?: number;
  /** MB, as the function asks for them. */
  readonly memory: number;
  readonly pid: number | undefined;
}

/** The line with which the log of an invocation ends. */
export function reportLine({ id, took, init, memory, pid }: Report): string {
  const fields = [
    `REPORT RequestId: ${id}`,
    `Duration: ${took.toFixed(2)} ms`,
    // Since August 2025 the init phase is billed too.
    `Billed Duration: ${Math.ceil(took + (init ?? 0))} ms`,
    `Memory Size: ${memory} MB`,
    `Max Memory Used: ${memoryUsed(pid) ?? memory} MB`,
    ...(init === undefined ? [] : [`Init Duration: ${init.toFixed(2)} ms`]),
  ];
  return `${fields.join('\t')}\t`;
}

/** The most that the process ever had, in MB, where the system says it. */
function memoryUsed(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
