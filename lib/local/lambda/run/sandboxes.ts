import type { FunctionVersion, InvocationResult } from '../functions';
import type { Invocation } from './runtime-api';
import { Sandbox, type SandboxOptions } from './sandbox';

/** The most processes of one version at the same time: further invocations wait for one of them. */
const mostOfOne = 10;
/** A process without work for so long ends, in milliseconds. */
const idleMs = 5 * 60_000;

interface Pool {
  readonly all: Set<Sandbox>;
  readonly idle: { readonly sandbox: Sandbox; readonly timer: NodeJS.Timeout }[];
  readonly waiting: (() => void)[];
}

/** The processes of all functions, those of a version by its revision: a changed function gets new ones. */
export class Sandboxes {
  private readonly pools = new Map<string, Pool>();
  private closed = false;

  constructor(private readonly options: Omit<SandboxOptions, 'version' | 'code'>) {}

  async invoke(version: FunctionVersion, code: string, invocation: Invocation): Promise<InvocationResult> {
    const pool = this.poolOf(version);
    while (pool.idle.length === 0 && pool.all.size >= mostOfOne) {
      await new Promise<void>((resolve) => pool.waiting.push(resolve));
    }
    const sandbox = this.take(pool) ?? new Sandbox({ ...this.options, version, code });
    pool.all.add(sandbox);
    try {
      return await sandbox.invoke(invocation);
    } finally {
      this.giveBack(version, pool, sandbox);
    }
  }

  /** How many invocations of it are under way. */
  busy(version: FunctionVersion): number {
    const pool = this.pools.get(keyOf(version));
    return pool ? pool.all.size - pool.idle.length : 0;
  }

  /** Ends its processes: those that work, when `working`, else once they are done. */
  async retire(version: FunctionVersion, working = false): Promise<void> {
    const pool = this.pools.get(keyOf(version));
    if (!pool) return;
    this.pools.delete(keyOf(version));
    const idle = pool.idle.splice(0).map(({ sandbox, timer }) => {
      clearTimeout(timer);
      return sandbox;
    });
    await Promise.all((working ? [...pool.all] : idle).map((sandbox) => sandbox.stop()));
  }

  async close(): Promise<void> {
    this.closed = true;
    const all = [...this.pools.values()];
    for (const { timer } of all.flatMap(({ idle }) => idle)) clearTimeout(timer);
    await Promise.all(all.flatMap((pool) => [...pool.all].map((sandbox) => sandbox.stop())));
  }

  private poolOf(version: FunctionVersion): Pool {
    const known = this.pools.get(keyOf(version));
    const pool = known ?? { all: new Set(), idle: [], waiting: [] };
    if (!known) this.pools.set(keyOf(version), pool);
    return pool;
  }

  private take(pool: Pool): Sandbox | undefined {
    for (let one = pool.idle.pop(); one; one = pool.idle.pop()) {
      clearTimeout(one.timer);
      if (one.sandbox.isUsable) return one.sandbox;
      this.end(pool, one.sandbox);
    }
    return undefined;
  }

  private giveBack(version: FunctionVersion, pool: Pool, sandbox: Sandbox): void {
    const isCurrent = this.pools.get(keyOf(version)) === pool;
    if (sandbox.isUsable && isCurrent && !this.closed) {
      const timer = setTimeout(() => {
        pool.idle.splice(
          pool.idle.findIndex((one) => one.sandbox === sandbox),
          1,
        );
        this.end(pool, sandbox);
      }, idleMs).unref();
      pool.idle.push({ sandbox, timer });
    } else {
      this.end(pool, sandbox);
    }
    pool.waiting.shift()?.();
  }

  private end(pool: Pool, sandbox: Sandbox): void {
    pool.all.delete(sandbox);
    void sandbox.stop();
  }
}

function keyOf({ name, version, revisionId }: FunctionVersion): string {
  return `${name}:${version}:${revisionId}`;
}
