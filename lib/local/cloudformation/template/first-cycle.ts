/** The members of a cycle among names and what each depends on; undefined when there is none. */
export function firstCycle(dependsOn: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): readonly string[] | undefined => {
    if (finished.has(name)) {
      return undefined;
    }
    const start = path.indexOf(name);
    if (start >= 0) {
      return path.slice(start);
    }
    path.push(name);
    for (const other of dependsOn.get(name) ?? []) {
      const cycle = visit(other);
      if (cycle) {
        return cycle;
      }
    }
    path.pop();
    finished.add(name);
    return undefined;
  };
  for (const name of dependsOn.keys()) {
    const cycle = visit(name);
    if (cycle) {
      return cycle;
    }
  }
  return undefined;
}
