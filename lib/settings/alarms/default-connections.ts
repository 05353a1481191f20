/** Memory in GiB by the size of a class; `4xlarge` has four times that of `xlarge`. */
const memory: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16 };

/**
 * When connections to a database of this class are many. RDS allows PostgreSQL one for 9,531,392 bytes of memory (112 a GiB, 5,000 at most), MySQL and
 * MariaDB one for 12,582,880 (85 a GiB), after what the system takes of it (RDS user guide, "Maximum number of database connections", as public pages
 * of September and October 2025 quote it). So 50 a GiB is before the end of all three.
 */
export function defaultConnections(instanceClass: string): number {
  const size = instanceClass.split('.').at(-1) ?? '';
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  const gib = times === undefined ? (memory[size] ?? 8) : Number(times) * 16;
  return Math.min(4000, 50 * gib);
}
