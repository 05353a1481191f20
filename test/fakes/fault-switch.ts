/** Bad days of a fake: the calls of a method that shall fail, and what they throw. */
export class FaultSwitch<Method extends string> {
  private readonly planned = new Map<Method, { error: unknown; skip: number; left: number }[]>();

  /** The next calls of `method` throw `error`: `times` of them (Infinity: all), after `skip` good ones. */
  fail(method: Method, error: unknown, { times = 1, skip = 0 }: { times?: number; skip?: number } = {}): void {
    const faults = this.planned.get(method) ?? [];
    faults.push({ error, skip, left: times });
    this.planned.set(method, faults);
  }

  clear(): void {
    this.planned.clear();
  }

  /** Called by the fake at the start of `method`. */
  trip(method: Method): void {
    for (const fault of this.planned.get(method) ?? []) {
      if (fault.left <= 0) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.left -= 1;
      throw fault.error;
    }
  }
}
